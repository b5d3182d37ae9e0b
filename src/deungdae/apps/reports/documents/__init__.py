"""One content, four writers: HWPX, PDF, DOCX, XLSX."""
