"""What a page of facts shows, as plain data. Everything starts from `public(at)`."""
