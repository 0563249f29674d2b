// Runs before anything is drawn: shows the chat only where it can work. Old syntax, so that no browser chokes on it.
(function () {
  'use strict';
  var root = document.documentElement;
  if (!('noModule' in document.createElement('script'))) { return; }
  root.className = 'js';
  // A module that fails to load or to start must leave the numbers standing, not an empty box.
  window.addEventListener('error', function (event) {
    var failedFile = event.target && event.target.tagName === 'SCRIPT';
    if (failedFile || root.className.indexOf('started') < 0) { root.className = ''; }
  }, true);
}());
