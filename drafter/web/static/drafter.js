// What the page does better with JavaScript and does not need it for: copying, dropping and pasting files, how far an
// upload is, choosing a period at once, telling the program that the page is open.
"use strict";

function copyButtons(root) {
  for (const button of root.querySelectorAll("button[data-copy]")) {
    button.hidden = false;
    button.onclick = async () => {
      const area = document.getElementById(button.dataset.copy);
      try {
        await navigator.clipboard.writeText(area.value);
      } catch {
        area.select();
        document.execCommand("copy");
      }
      button.textContent = "Đã chép";
      setTimeout(() => { button.textContent = "Chép lời nhắn"; }, 2000);
    };
  }
}

function sized(bytes) {
  return bytes < 1048576 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1048576).toFixed(1).replace(".", ",")} MB`;
}

// A browser names its own button for files in its own language: the page's button stands for it, in the page's.
function picker(input) {
  const shown = document.createElement("span");
  shown.className = "button pick";
  shown.textContent = "Chọn tệp…";
  shown.onclick = (event) => { event.preventDefault(); input.click(); };
  input.classList.add("visually-hidden");
  input.after(shown);
}

// What a table's cells tell is said in each on a phone, where rows stand as cards.
function cards(table) {
  const heads = [...table.querySelectorAll("thead th")].map((head) => head.textContent.trim());
  table.classList.add("stacked");
  for (const row of table.tBodies[0].rows) {
    [...row.cells].forEach((cell, number) => {
      const named = cell.colSpan === 1 && heads[number] && !cell.querySelector("button");
      if (!cell.textContent.trim()) cell.classList.add("blank");
      else if (named && (number || cell.classList.contains("number"))) cell.dataset.label = heads[number];
    });
  }
}

// What is wider than its place says so.
function wideOnes(root) {
  const seen = new ResizeObserver((entries) => {
    for (const { target } of entries) target.toggleAttribute("data-more", target.scrollWidth > target.clientWidth + 1);
  });
  for (const box of root.querySelectorAll(".wide, .chart-box")) {
    seen.observe(box);
    const table = box.querySelector("table");
    if (table && table.tHead && table.tHead.rows.length === 1) cards(table);
  }
}

function dropZones(root) {
  for (const form of root.querySelectorAll("form[data-drop]")) {
    const input = form.querySelector("input[type=file]");
    const list = form.querySelector(".chosen");
    const told = form.querySelector(".sending");
    picker(input);
    const show = () => {
      if (!list) return;
      const files = [...input.files];
      list.replaceChildren(...files.slice(0, 50).map((file) => {
        const line = document.createElement("li");
        line.textContent = `${file.name} (${sized(file.size)})`;
        return line;
      }));
      if (files.length > 50) list.append(`và ${files.length - 50} tệp khác`);
    };
    const take = (files) => {
      if (!files.length) return;
      const all = new DataTransfer();
      for (const file of input.multiple ? [...input.files, ...files] : [files[0]]) all.items.add(file);
      input.files = all.files;
      show();
    };
    input.addEventListener("change", show);
    for (const name of ["dragenter", "dragover"]) {
      form.addEventListener(name, (event) => { event.preventDefault(); form.classList.add("over"); });
    }
    for (const name of ["dragleave", "drop"]) form.addEventListener(name, () => form.classList.remove("over"));
    form.addEventListener("drop", (event) => { event.preventDefault(); take([...event.dataTransfer.files]); });
    document.addEventListener("paste", (event) => {
      if (event.clipboardData && form.isConnected) take([...event.clipboardData.files]);
    });
    if (told) form.addEventListener("submit", (event) => { event.preventDefault(); send(form, told); });
  }
}

function send(form, told) {
  const request = new XMLHttpRequest();
  const button = form.querySelector("button[type=submit]");
  const data = new FormData(form);
  button.disabled = true;
  told.hidden = false;
  told.textContent = "Đang gửi tệp…";
  request.upload.onprogress = (event) => {
    if (event.lengthComputable) told.textContent = `Đang gửi tệp: ${Math.round(100 * event.loaded / event.total)}%`;
  };
  request.onload = () => {
    if (request.responseURL && request.status < 400) {
      location.assign(request.responseURL);
      return;
    }
    const answer = new DOMParser().parseFromString(request.responseText, "text/html").querySelector("main");
    told.textContent = answer ? answer.textContent.replace(/\s+/g, " ").trim() : "Chưa gửi được; hãy thử lại.";
    button.disabled = false;
  };
  request.onerror = () => {
    told.textContent = "Chưa gửi được: đường truyền bị ngắt, hoặc tổng dung lượng quá 1 GB, quá 500 tệp.";
    button.disabled = false;
  };
  request.open("POST", form.action);
  request.send(data);
}

// Which indicators forms ask for: groups are marked, counted and searched in place; without this the server does it.
function plainly(text) {
  return text.toLowerCase().replace(/đ/g, "d").normalize("NFD").replace(/\p{M}/gu, "").trim();
}

function askedForm(form) {
  const told = form.querySelector("[data-told]");
  const groups = [...form.querySelectorAll("fieldset")];
  const boxes = (root) => [...root.querySelectorAll("input[type=checkbox]")];
  const count = () => {
    for (const group of groups) group.querySelector("[data-count]").textContent = boxes(group).filter((box) => box.checked).length;
    const all = boxes(form);
    told.textContent = `Chưa ghi. Đang đánh dấu ${all.filter((box) => box.checked).length}/${all.length} chỉ tiêu`;
  };
  form.addEventListener("change", (event) => { if (event.target.type === "checkbox") count(); });
  for (const button of form.querySelectorAll("button[data-mark]")) {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      const rule = { all: () => true, none: () => false, core: (box) => "core" in box.dataset }[button.dataset.mark];
      for (const box of boxes(button.closest("fieldset") || form)) box.checked = rule(box);
      count();
    });
  }
  const search = form.querySelector("input[type=search]");
  const sift = () => {
    const wanted = plainly(search.value);
    for (const group of groups) {
      const lines = [...group.querySelectorAll("[data-plain]")];
      for (const line of lines) line.hidden = !line.dataset.plain.includes(wanted);
      group.hidden = lines.every((line) => line.hidden);
    }
    document.getElementById("khong-thay").hidden = groups.some((group) => !group.hidden);
  };
  search.addEventListener("input", sift);
  search.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  form.querySelector("button[name=tim-chi-tieu]").hidden = true;
}

document.addEventListener("DOMContentLoaded", () => {
  copyButtons(document);
  for (const form of document.querySelectorAll("form[data-asked]")) askedForm(form);
  dropZones(document);
  wideOnes(document);
  for (const choice of document.querySelectorAll("select[data-submits]")) {
    // By keyboard every arrow chooses: who has no mouse goes on by the button.
    let typed = false;
    choice.onkeydown = () => { typed = true; };
    choice.onpointerdown = () => { typed = false; };
    choice.onchange = () => { if (!typed) choice.form.requestSubmit(); };
  }
  for (const slow of document.querySelectorAll("a[data-slow]")) {
    slow.addEventListener("click", () => { document.getElementById("dang-lam").textContent = slow.dataset.slow; });
  }
  const beat = document.body.dataset.beat;
  if (beat) setInterval(() => fetch(beat, { credentials: "same-origin" }).catch(() => {}), 60000);
});

// A figure was clicked on and its source came beside the page: reading goes on there, and the page stays where it is.
document.addEventListener("htmx:after:swap", () => {
  const source = document.getElementById("nguon");
  const back = source && source.querySelector("a[href^='#_drf_']");
  if (!back) return;
  for (const mark of document.querySelectorAll(".figure-chosen")) mark.classList.remove("figure-chosen");
  const chosen = document.getElementById(back.hash.slice(1));
  if (chosen) chosen.classList.add("figure-chosen");
  source.focus({ preventScroll: true });
});

// The review of past reports by keyboard: a key counts only while one row has the focus, never in a field.
function nextRow(row, step) {
  const rows = [...document.querySelectorAll("[data-row]")];
  return rows[rows.indexOf(row) + step];
}

document.addEventListener("keydown", (event) => {
  const row = event.target.closest && event.target.closest("[data-row]");
  if (!row || event.ctrlKey || event.altKey || event.metaKey) return;
  const typing = event.target.matches("input:not([type=radio]), select, textarea");
  const details = row.querySelector("details");
  if (event.key === "Escape" && details.open) {
    details.open = false;
    row.focus();
    return;
  }
  if (typing) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && event.target === row) {
    const other = nextRow(row, step);
    if (other) other.focus();
    event.preventDefault();
    return;
  }
  if (event.target !== row && !event.target.matches("button, summary, input")) return;
  const key = event.key.toLowerCase();
  if (key === "s") {
    details.open = true;
    details.querySelector("input").focus();
    details.querySelector("input").select();
    event.preventDefault();
    return;
  }
  if ("123".includes(key) && key) {
    const choice = row.querySelectorAll("input[type=radio]")[Number(key) - 1];
    if (choice) choice.checked = true;
    return;
  }
  const button = row.querySelector(`button[data-key="${CSS.escape(key)}"]`);
  if (button) {
    button.click();
    event.preventDefault();
  }
});

// A row that was decided comes back as it now stands: it is told, and the next one has the focus.
document.addEventListener("htmx:after:swap", (event) => {
  const told = document.getElementById("da-quyet");
  const swapped = event.detail && event.detail.ctx && event.detail.ctx.target;
  const id = swapped && swapped.id;
  const row = id && id.startsWith("dong-") && document.getElementById(id);
  if (!told || !row) return;
  const state = row.querySelector(".state").textContent;
  told.textContent = `Dòng ${id.slice(5)}: ${state}`;
  const fault = row.querySelector("[role=alert]");
  (fault ? row : nextRow(row, 1) || row).focus();
});
