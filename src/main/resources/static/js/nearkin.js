// What every page needs: safe requests, live news, times that keep themselves right.
import './requests.js';
import './live.js';
import './times.js';
import './card.js';
import './focus.js';
import './keys.js';
