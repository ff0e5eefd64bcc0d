import { dateFuture } from "./date/future.ts";
import { dateReal } from "./date/real.ts";
import { fileEncoding } from "./file/encoding.ts";
import { fileName } from "./file/name.ts";
import { fileRegular } from "./file/regular.ts";
import { fileSize } from "./file/size.ts";
import { fileSyntax } from "./file/syntax.ts";
import { gradeCaveat } from "./grade/caveat.ts";
import { gradeEvidence } from "./grade/evidence.ts";
import { referenceId } from "./reference/id.ts";
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

/** Every rule, in the order of the reference (docs/rules.md). */
export const RULES: readonly Rule[] = [
	fileName,
	fileRegular,
	fileSize,
	fileEncoding,
	fileSyntax,
	schemaUnknownKey,
	schemaDeprecated,
	schemaRequired,
	schemaType,
	schemaEnum,
	schemaLength,
	schemaPattern,
	schemaRetired,
	gradeEvidence,
	gradeCaveat,
	dateReal,
	dateFuture,
	referenceVendor,
	referenceId,
];
