import { archiveValid } from "./archive/valid.ts";
import { changeBump } from "./change/bump.ts";
import { changeGenerated } from "./change/generated.ts";
import { changeId } from "./change/id.ts";
import { changeMass } from "./change/mass.ts";
import { changeReverted } from "./change/reverted.ts";
import { changeUpgrade } from "./change/upgrade.ts";
import { changeVerified } from "./change/verified.ts";
import { dateChecked } from "./date/checked.ts";
import { dateFresh } from "./date/fresh.ts";
import { dateFuture } from "./date/future.ts";
import { dateOrder } from "./date/order.ts";
import { dateReal } from "./date/real.ts";
import { exceptionValid } from "./exception/valid.ts";
import { fileEncoding } from "./file/encoding.ts";
import { fileFormat } from "./file/format.ts";
import { fileName } from "./file/name.ts";
import { fileRegular } from "./file/regular.ts";
import { fileSize } from "./file/size.ts";
import { fileSyntax } from "./file/syntax.ts";
import { gradeCaveat } from "./grade/caveat.ts";
import { gradeConfidence } from "./grade/confidence.ts";
import { gradeContrary } from "./grade/contrary.ts";
import { gradeEvidence } from "./grade/evidence.ts";
import { gradeFacts } from "./grade/facts.ts";
import { gradePrimary } from "./grade/primary.ts";
import { gradeRoute } from "./grade/route.ts";
import { proseAboutUs } from "./prose/about-us.ts";
import { proseAttribution } from "./prose/attribution.ts";
import { proseMarkdown } from "./prose/markdown.ts";
import { proseNeutral } from "./prose/neutral.ts";
import { referenceDomain } from "./reference/domain.ts";
import { referenceId } from "./reference/id.ts";
import { referenceIdentifiers } from "./reference/identifiers.ts";
import { referenceInherited } from "./reference/inherited.ts";
import { referenceLimits } from "./reference/limits.ts";
import { referenceRequires } from "./reference/requires.ts";
import { referenceService } from "./reference/service.ts";
import { referenceTwin } from "./reference/twin.ts";
import { referenceUnused } from "./reference/unused.ts";
import { referenceVendor } from "./reference/vendor.ts";
import type { Rule } from "./rule.ts";
import { schemaDeprecated } from "./schema/deprecated.ts";
import { schemaEnum } from "./schema/enum.ts";
import { schemaLength } from "./schema/length.ts";
import { schemaPattern } from "./schema/pattern.ts";
import { schemaRequired } from "./schema/required.ts";
import { schemaRetired } from "./schema/retired.ts";
import { schemaType } from "./schema/type.ts";
import { schemaUnknownKey } from "./schema/unknown-key.ts";
import { sourceArchive } from "./source/archive.ts";
import { sourceClean } from "./source/clean.ts";
import { sourceDocument } from "./source/document.ts";
import { sourceDuplicate } from "./source/duplicate.ts";
import { sourceLinkText } from "./source/link-text.ts";
import { sourceLookAlike } from "./source/look-alike.ts";
import { sourceMain } from "./source/main.ts";
import { sourceQuote } from "./source/quote.ts";
import { sourceReader } from "./source/reader.ts";
import { sourceShortener } from "./source/shortener.ts";
import { sourceUrl } from "./source/url.ts";

/** Every rule, in the order of the reference (docs/rules.md). */
export const RULES: readonly Rule[] = [
	fileName,
	fileRegular,
	fileSize,
	fileEncoding,
	fileSyntax,
	fileFormat,
	schemaUnknownKey,
	schemaDeprecated,
	schemaRequired,
	schemaType,
	schemaEnum,
	schemaLength,
	schemaPattern,
	schemaRetired,
	gradeEvidence,
	gradePrimary,
	gradeConfidence,
	gradeCaveat,
	gradeFacts,
	gradeRoute,
	gradeContrary,
	sourceDocument,
	sourceMain,
	sourceUrl,
	sourceClean,
	sourceShortener,
	sourceLookAlike,
	sourceArchive,
	sourceReader,
	sourceQuote,
	sourceDuplicate,
	sourceLinkText,
	dateReal,
	dateFuture,
	dateOrder,
	dateChecked,
	dateFresh,
	referenceVendor,
	referenceService,
	referenceInherited,
	referenceRequires,
	referenceLimits,
	referenceId,
	referenceTwin,
	referenceIdentifiers,
	referenceDomain,
	referenceUnused,
	proseMarkdown,
	proseNeutral,
	proseAboutUs,
	proseAttribution,
	changeVerified,
	changeBump,
	changeUpgrade,
	changeReverted,
	changeId,
	changeMass,
	changeGenerated,
	archiveValid,
	exceptionValid,
];
