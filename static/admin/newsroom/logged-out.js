/* After log-out this browser keeps no words of any story. */
try {
  for (const key of Object.keys(localStorage)) if (key.startsWith("newsroom:draft:")) localStorage.removeItem(key)
  localStorage.setItem("newsroom:logged-out", String(Date.now()))
} catch {}
