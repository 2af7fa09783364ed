/* All of the writing screen but the editor itself (editor/start.js). Joined: newsroom/joined.py. */
import "./editor-guard.js"
import "./head.js"
import "./find.js"
import "./chooser.js"
import "./writing.js"
import "./notes.js"
import "./drafts.js"
