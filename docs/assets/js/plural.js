// «5 практик»: a number and its word with a no-break space; the forms are those for 1, 2–4 and 5 or more.
window.technoparkPlural = function (n, forms) {
  "use strict";
  var tens = n % 100;
  var ones = n % 10;
  var form = tens > 10 && tens < 15 ? 2 : ones === 1 ? 0 : ones > 1 && ones < 5 ? 1 : 2;
  return n + "\u00a0" + forms[form];
};
