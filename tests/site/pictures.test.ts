import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { browserTest, visit } from "./browser.ts";
import { realSite } from "./site.ts";

const { artifacts, pages, url } = await realSite();
const data = JSON.parse(readFileSync(join(artifacts, "data.json"), "utf8"));

/** Width and height of a PNG, from its header. */
const sizeOf = (path: string) => {
	const header = readFileSync(join(pages, path)).subarray(16, 24);
	return [header.readUInt32BE(0), header.readUInt32BE(4)];
};

test("there is a picture for every offering and question, for the rest, and for a home screen", () => {
	const names = (folder: string) => readdirSync(join(pages, "og", folder)).sort();
	expect(names("offerings")).toEqual(data.offerings.map(({ id }: { id: string }) => `${id}.png`).sort());
	expect(names("questions")).toEqual(data.dimension_details.map(({ slug }: { slug: string }) => `${slug}.png`).sort());
	for (const path of ["og/index.png", "og/offerings/deepseek-api.png", "og/questions/hipaa-baa.png"])
		expect(sizeOf(path)).toEqual([1200, 630]);
	expect(sizeOf("og/touch.png")).toEqual([180, 180]);
});

browserTest("letters were drawn, and other ones on another picture", async () => {
	const { page, trouble } = await visit("about/");
	const ink = (path: string): Promise<number> =>
		page.evaluate(`(async () => {
			const image = new Image();
			image.src = ${JSON.stringify(`${url}og/`)} + ${JSON.stringify(path)};
			await image.decode();
			const canvas = Object.assign(document.createElement("canvas"), { width: 1200, height: 630 });
			const context = canvas.getContext("2d");
			context.drawImage(image, 0, 0);
			// Where the title stands: dark pixels are letters.
			const { data } = context.getImageData(60, 100, 1080, 130);
			let dark = 0;
			for (let at = 0; at < data.length; at += 4) if (data[at] < 90) dark += 1;
			return dark;
		})()`);
	const [deepseek, openai, question] = [
		await ink("offerings/deepseek-api.png"),
		await ink("offerings/openai-api.png"),
		await ink("questions/hipaa-baa.png"),
	];
	for (const dark of [deepseek, openai, question]) expect(dark).toBeGreaterThan(2000);
	expect(deepseek).not.toBe(openai);
	expect(trouble).toEqual([]);
});
