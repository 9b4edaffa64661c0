"""A Word file that has been through somebody's hands → what it says and how it is set; it is never written."""
