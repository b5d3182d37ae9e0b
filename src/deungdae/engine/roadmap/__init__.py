"""The gaps of a company and what is on offer → an ordered plan with its costs; docs/engine/roadmap.md."""
