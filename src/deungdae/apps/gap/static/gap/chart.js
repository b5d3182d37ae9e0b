/* The chart of the page once more, to point at and to save; without this script the page has its own. */
"use strict";

for (const figure of document.querySelectorAll("[data-gap-chart]")) {
  const button = figure.querySelector("button");
  const canvas = figure.querySelector(".gap-canvas");
  const rows = JSON.parse(figure.querySelector("script[type='application/json']").textContent);
  let chart = null;

  const options = () => {
    const ink = getComputedStyle(document.documentElement);
    const narrow = canvas.clientWidth < 560;
    return {
      aria: { enabled: true },
      animation: !window.matchMedia("(prefers-reduced-motion: reduce)").matches,
      textStyle: { fontFamily: ink.getPropertyValue("--font"), fontSize: 14 },
      grid: { left: 8, right: 24, top: 8, bottom: 8, containLabel: true },
      tooltip: {
        trigger: "axis",
        confine: true,
        renderMode: "richText",
        textStyle: { fontSize: 15 },
        axisPointer: { type: "shadow" },
        formatter: ([point]) => {
          const [name, , , , value, interval, n] = rows[point.dataIndex];
          const { interval: label, n: count } = figure.dataset;
          return `${name}\n${value}\n${label} ${interval}\n${count} ${n}`;
        },
      },
      xAxis: { type: "value", min: 0, max: 100, interval: narrow ? 50 : 20, axisLabel: { fontSize: 15, formatter: `{value}${figure.dataset.unit}` } },
      yAxis: {
        type: "category",
        inverse: true,
        data: rows.map(([name]) => name),
        axisLabel: { fontSize: 15, width: narrow ? 110 : 240, overflow: "break" },
      },
      series: [
        {
          type: "bar",
          data: rows.map(([, value]) => Number(value)),
          barMaxWidth: 28,
          itemStyle: { color: ink.getPropertyValue("--accent").trim() },
          markLine: {
            silent: true,
            symbol: "none",
            label: { show: false },
            lineStyle: { type: "solid", width: 2, color: ink.getPropertyValue("--ink-strong").trim() },
            data: rows.map(([, , low, high], place) => [
              { coord: [Number(low), place] },
              { coord: [Number(high), place] },
            ]),
          },
        },
      ],
    };
  };

  const draw = () => {
    canvas.style.height = `${60 + 44 * rows.length}px`;
    chart = window.echarts.init(canvas, null, { renderer: "canvas" });
    chart.setOption(options());
    new ResizeObserver(() => chart.resize()).observe(canvas);
  };

  const load = () => {
    if (window.echarts) return draw();
    const script = document.createElement("script");
    script.src = figure.dataset.source;
    script.addEventListener("load", draw);
    script.addEventListener("error", () => {
      canvas.textContent = figure.dataset.failed;
      canvas.style.height = "auto";
    });
    document.head.append(script);
  };

  button.parentElement.hidden = rows.length === 0;
  button.addEventListener("click", () => {
    canvas.hidden = !canvas.hidden;
    button.setAttribute("aria-expanded", String(!canvas.hidden));
    if (!canvas.hidden && chart === null) load();
  });
}
