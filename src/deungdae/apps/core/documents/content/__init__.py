"""What a document says, whatever writes it: headings, text, tables, charts; kept as JSON, drawn."""
