/* A table that is filled row by row: add, remove, paste from a spreadsheet. */
"use strict";
var technoparkFill = window.technoparkFill || {};
window.technoparkFill = technoparkFill;

(function (self) {
  const { make } = self;

  function button(words, className, action) {
    const out = make("button", "button " + className, words);
    out.type = "button";
    out.addEventListener("click", action);
    return out;
  }

  // Cells copied from a spreadsheet: lines of values apart by tabs.
  function cellsOf(words) {
    const lines = words.replace(/\r\n?/g, "\n").replace(/\n+$/, "").split("\n");
    return lines.length > 1 || words.includes("\t") ? lines.map((line) => line.split("\t")) : null;
  }

  function rows(key, field, required, store) {
    const id = "fill-" + key;
    const help = self.hint(field, id);
    const place = self.error(id);
    const set = make("fieldset", "fill-field fill-rows", make("legend", "", ...self.heading(field, required)), ...[help, place].filter(Boolean));
    const list = make("div", "fill-row-list");
    const said = make("p", "vh");
    said.setAttribute("role", "status");
    const add = button("Добавить строку", "fill-add", () => {
      change((values) => values.push({}));
      said.textContent = "Добавлена строка " + values().length + ".";
      focus(values().length - 1);
    });
    if (help) set.setAttribute("data-help", help.id);
    self.say(set, place, "");
    set.append(list, add, said);

    const values = () => {
      const kept = store.get(key);
      return Array.isArray(kept) && kept.length ? kept : [{}];
    };

    function change(edit) {
      const next = values().map((row) => Object.assign({}, row));
      edit(next);
      store.set(key, next);
      draw();
    }

    function focus(index, column) {
      const control = list.children[index] && list.children[index].querySelectorAll("input")[column || 0];
      (control || add).focus();
    }

    function remove(index) {
      change((all) => all.splice(index, 1));
      said.textContent = "Строка " + (index + 1) + " удалена. Осталось: " + values().length + ".";
      focus(Math.min(index, values().length - 1));
    }

    function paste(event, index, column) {
      const cells = cellsOf(event.clipboardData.getData("text/plain"));
      if (!cells) return;
      event.preventDefault();
      change((all) => cells.forEach((line, down) => {
        all[index + down] = Object.assign({}, all[index + down]);
        line.forEach((words, right) => {
          const target = field.columns[column + right];
          if (target) all[index + down][target.key] = self.normal(words, target.type);
        });
      }));
      said.textContent = "Вставлено строк: " + cells.length + ".";
      focus(index, column);
    }

    function cell(column, at, index, row) {
      const control = self.input(column, id + "-" + index + "-" + column.key, row[column.key], (words) => {
        const next = values().map((one) => Object.assign({}, one));
        next[index][column.key] = words;
        store.set(key, next);
      });
      const message = self.error(control.id);
      const label = make("label", "", column.label);
      label.htmlFor = control.id;
      control.addEventListener("paste", (event) => paste(event, index, at));
      control.addEventListener("blur", () => self.calmly(() => {
        const found = self.checkText(control.value, column);
        self.say(control, message, found);
        if (!found) control.value = self.normal(control.value, column.type);
      }));
      return make("div", "fill-cell", label, message, control);
    }

    function draw() {
      list.replaceChildren(...values().map((row, index) => {
        const cells = make("div", "fill-cells", ...field.columns.map((column, at) => cell(column, at, index, row)));
        const title = make("p", "fill-row-title", "Строка " + (index + 1));
        title.id = id + "-row-" + index;
        const drop = button("Удалить", "fill-drop", () => remove(index));
        drop.setAttribute("aria-label", "Удалить строку " + (index + 1));
        const item = make("div", "fill-row", make("div", "fill-row-head", title, ...(values().length > 1 ? [drop] : [])), cells);
        item.setAttribute("aria-labelledby", title.id);
        item.setAttribute("role", "group");
        return item;
      }));
    }

    function check(complete) {
      const problems = self.checkField(field, values(), complete && required);
      const whole = problems.find((problem) => problem.row < 0);
      self.say(set, place, whole ? whole.message : "");
      problems.filter((problem) => problem.row >= 0).forEach((problem) => {
        const control = document.getElementById(id + "-" + problem.row + "-" + problem.column);
        self.say(control, document.getElementById(control.id + "-error"), problem.message);
      });
      return problems.map((problem) => {
        const column = field.columns.find((one) => one.key === problem.column);
        const label = column ? field.label + ", строка " + (problem.row + 1) + ", " + column.label.toLowerCase() : field.label;
        const target = problem.row < 0 ? id + "-0-" + field.columns[0].key : id + "-" + problem.row + "-" + problem.column;
        return { id: target, label, message: problem.message, missing: problem.missing };
      });
    }

    draw();
    return { box: set, check };
  }

  Object.assign(self, { rows });
})(technoparkFill);
