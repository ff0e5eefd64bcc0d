import { z } from "zod";
import { defineDimension, NAMED_SCOPE } from "../dimension.ts";
import { line, lines } from "../primitives.ts";

export const iso27001 = defineDimension({
	id: "iso_27001",
	label: "ISO 27001",
	question: "Does an ISO/IEC 27001 certificate cover this offering?",
	buyer_question: "Which AI APIs are certified to ISO 27001?",
	slug: "iso-27001",
	group: "Vendor trust",
	graded_on: "platform",
	fresh_days: 180,
	rubric: {
		yes_public:
			"The platform states the certificate publicly for this offering, and a scope that names the service, or the certificate itself, can be read without sales or NDA. The service's scope covers the models that it serves.",
		yes_sales_gated:
			"The platform states the certificate for this offering; the certificate or its scope needs an account, an NDA or a request.",
		yes_platform_only: "Only another platform that serves the family, or a private deployment, is certified.",
		partial:
			"A certificate exists, but this offering is not clearly inside its scope, or the terms take these models out of it.",
		unclear: "Sources disagree whether a certificate exists or whether it covers this offering.",
		no_public_evidence: "No certificate, certificate number or claim was found in the places searched.",
	},
	facts: {
		standard: line(80).describe("Edition of the standard, for example ISO/IEC 27001:2022."),
		scope: lines().describe("Products or services that the certificate names."),
		related: lines().describe("Related certificates held alongside, for example ISO/IEC 27017."),
		certified_by: line(120).describe("Certification body."),
		certificate_number: line(80).describe("Number of the certificate."),
		scope_names_service: z
			.boolean()
			.describe("True if the scope names the service; false if the scope was read and does not."),
		certificate_public: z.boolean().describe("True if the certificate can be read by anyone."),
	},
	...NAMED_SCOPE,
});
