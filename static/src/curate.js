// Turns on what makes the editor quicker to use. Every page works without.
"use strict";
