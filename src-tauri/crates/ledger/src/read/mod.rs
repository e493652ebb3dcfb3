//! Lists and search for screens, reports and the API: read-only, checked by the compiler, page by page.
