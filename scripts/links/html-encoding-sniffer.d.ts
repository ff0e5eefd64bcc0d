declare module "html-encoding-sniffer" {
	/** The WHATWG name of the encoding of an HTML document, by its mark, the server's word, or its own. */
	export default function sniff(
		bytes: Uint8Array,
		options?: { transportLayerEncodingLabel?: string; defaultEncoding?: string },
	): string;
}
