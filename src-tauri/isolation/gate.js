// The gate between the page and the station: each call passes here, outside the page's reach, before it is sealed.
// It holds the list of what a page may ask at all; what an operator may do is asked in the engine.
'use strict';

const OURS = ['watch', 'tap', 'burst', 'get', 'post', 'paper'];
const CHANNEL = 'plugin:__TAURI_CHANNEL__|fetch';

window.__TAURI_ISOLATION_HOOK__ = (call) => {
  if (OURS.includes(call.cmd) || call.cmd === CHANNEL) return call;
  throw new Error(`the station's window does not pass on ${call.cmd}`);
};
