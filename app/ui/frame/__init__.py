"""The window around the pages: header, tabs, breadcrumb and footer."""
