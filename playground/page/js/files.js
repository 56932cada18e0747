/** A file of this machine, as the message in which a phone sends it. */

/** Asks which one; null when none was chosen. */
export function chooseFile() {
  const input = document.createElement("input");
  input.type = "file";
  return new Promise((resolve) => {
    input.addEventListener("change", () => resolve(input.files[0] ?? null));
    input.addEventListener("cancel", () => resolve(null));
    input.click();
  });
}

/** Pictures go as photos, as on a real phone; anything else as a document. */
export async function asMessage(file) {
  const content = { mime_type: file.type || "application/octet-stream", content_base64: await base64(file) };
  if (["image/jpeg", "image/png"].includes(file.type)) return { photo: content };
  return { document: { file_name: file.name, ...content } };
}

function base64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(reader.result.split(",", 2)[1] ?? ""));
    reader.addEventListener("error", () => reject(reader.error));
    reader.readAsDataURL(file);
  });
}
