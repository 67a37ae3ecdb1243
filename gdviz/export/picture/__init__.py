"""Pictures: pages, and the formats that hold them."""
