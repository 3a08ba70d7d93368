"""The only place where the stages are put together: by hand and as the durable service."""
