raise RuntimeError("No page.")
