/** Makes the smallest PDF with one line of text. */
export function pdf(line: string, producer = "Acme"): Buffer {
	const stream = `BT /F1 12 Tf 20 50 Td (${line}) Tj ET`;
	const objects = [
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 900 100] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
		`<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
		`<< /Producer (${producer}) >>`,
	];
	let text = "%PDF-1.4\n";
	const offsets = objects.map((object, index) => {
		const at = text.length;
		text += `${index + 1} 0 obj\n${object}\nendobj\n`;
		return at;
	});
	const xref = text.length;
	text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
	text += offsets.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("");
	const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 6 0 R >>`;
	return Buffer.from(`${text}${trailer}\nstartxref\n${xref}\n%%EOF\n`);
}
