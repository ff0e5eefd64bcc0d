/** Sentences of pages that say that the document is not there, wherever they stand in a line. */
const SENTENCES: readonly RegExp[] = [
	/\b(?:page|document|content|article|resource|file|url|link|address|site) (?:you(?: are|'re|r)?[\w ]{0,40} )?(?:(?:was|is|were|could|can) ?not|cannot|can't|couldn't|wasn't|isn't|has not|not) (?:be )?(?:found|located|available|there|exist)/i,
	/\b(?:page|document|content|article|resource|file|url|link|address) (?:you(?: are|'re)?[\w ,]{0,60} )?(?:doesn't|does not|no longer|may not|might not|didn't) (?:seem to )?(?:exist|available|be found|work)/i,
	/\b(?:page|document|content|article|resource|file) (?:you(?: are|'re)?[\w ]{0,40} )?(?:is |are )?(?:no longer (?:available|here|exists)|unavailable|unpublished|gone|missing|(?:has|have) gone missing|(?:may |might )?(?:has|have) (?:been )?(?:removed|moved|deleted|retired|unpublished|expired))/i,
	/\b(?:can't|cannot|can not|couldn't|could not|unable to|didn't|failed to) (?:seem to )?(?:find|locate|retrieve|load) (?:the|that|this|your|any|what|a)\b[^.]{0,30}\b(?:page|document|content|article|resource|file|url|address|you(?:'re| are| were) looking)/i,
	/\b(?:nothing (?:to see )?(?:here|found)|nothing was found|we(?:'ve| have)? lost (?:this|that) page|this link (?:is broken|may be broken|has expired)|broken link|dead end|wrong turn|you(?:'ve| have)? (?:hit|reached) a dead|no such (?:page|document|article)|(?:page|article) not here|there is no page here|you(?:'re| are| seem to be| might be| may be) lost)\b/i,
	// German, French, Spanish, Italian, Portuguese, Dutch.
	/\b(?:seite|dokument|artikel|inhalt|url)\b[^.]{0,60}\b(?:nicht (?:gefunden|gefunden werden|vorhanden|verfügbar|mehr verfügbar|existiert)|existiert nicht|wurde (?:gelöscht|entfernt|verschoben))/i,
	/\b(?:page|document|article|contenu)\b[^.]{0,60}\b(?:introuvable|n'existe (?:pas|plus)|n'a pas été trouvée?|n'est plus disponible|non trouvée?)/i,
	/\b(?:página|documento|artículo|contenido|artigo|conteúdo)\b[^.]{0,60}\b(?:no (?:se )?(?:ha sido |pudo |puede )?(?:encontr\w+|existe|está disponible)|não (?:foi )?(?:encontrad\w|existe|está disponível))/i,
	/\b(?:pagina|documento)\b[^.]{0,60}\b(?:non (?:è stata )?(?:trovata|trovato|esiste|disponibile)|niet (?:gevonden|beschikbaar)|bestaat niet)/i,
	// Russian, Polish, Chinese, Japanese, Korean.
	/(?:страница|документ)[^.]{0,40}(?:не найден|не существует|удален)/i,
	/(?:strona|dokument)[^.]{0,40}(?:nie (?:została )?(?:znaleziona|istnieje)|nie znaleziono)/i,
	/(?:页面|頁面|网页|網頁|文档|文件|内容)[^。]{0,20}(?:不存在|未找到|找不到|已删除|已被删除|无法找到|已移除|無法找到)|(?:找不到|未找到|无法找到)[^。]{0,12}(?:页面|頁面|网页|網頁|文档)/,
	/(?:ページ|記事|文書)[^。]{0,30}(?:見つかりません|存在しません|ありません|見つかりませんでした)/,
	/(?:페이지|문서)[^.]{0,20}(?:찾을 수 없|존재하지 않|없습니다)/,
];

/** Number of the error at the beginning of a title or of the first line. */
const NUMBER = /^\W*(?:(?:error|http|status)\W{0,3})?(?:404|410)\b(?!\W{0,3}[a-z]+ed\b)/i;

/** Sentences about what happens in some case, as in the documentation of an interface. */
const CONDITION = /^\W*(?:if|when|whenever|where|unless|once|until|wenn|falls|si|lorsque|cuando)\b/i;

/** Whole titles and headings that say the same. */
const WHOLE =
	/^\W*(?:(?:(?:error|http|status) )?(?:404|410)(?: error|\W+(?:(?:the |this |that )?(?:page |file |document |error )?(?:(?:was |is |could |can)?(?:not|n't)\b.{0,40}|gone|missing|error)|(?:oops|sorry).{0,40}))?|not found|page not found|file not found|error|oops!?.{0,40}|whoops!?.{0,30}|uh[ -]oh!?.{0,30}|gone|missing page|no results? found|document not found|this page isn't available|page (?:missing|unavailable|gone)|seite nicht gefunden|page introuvable|página no encontrada|nicht gefunden|introuvable|no encontrad[oa]|页面不存在|找不到页面|404页面)\W*$/i;

/** Texts that the Wayback Machine shows instead of a copy. */
const WAYBACK =
	/got an http \d{3} response at crawl time|wayback machine (?:has not archived|doesn't have) (?:that|this) (?:url|page)|this url has been excluded from the wayback machine|snapshot cannot be displayed/i;

/** Longest text of an error page, in characters; of a longer one only the title counts. */
export const MAX_ERROR_PAGE = 2_000;
/** Lines of an error page in which it says so. */
const LINES = 6;
/** Longest line with such a sentence, in characters: an error page says it short. */
const MAX_LINE = 250;

/** Detects an error page behind a 2xx by its title and first lines; text and title are tidied. */
export function saysMissing(text: string, title: string): boolean {
	const segments = [title, ...title.split(/ [-|:·•~>]{1,2} | ?[|·•] ?/)];
	if (segments.some((segment) => WHOLE.test(segment))) return true;
	const isShort = text.length <= MAX_ERROR_PAGE;
	if (isShort && (NUMBER.test(title) || SENTENCES.some((sentence) => sentence.test(title)))) return true;
	const lines = text
		.split("\n")
		.slice(0, LINES)
		.map((line) => line.replace(/^#{1,6} /, ""));
	if (!isShort) return WHOLE.test(lines[0] ?? "") && saysSentence(lines[1] ?? "");
	return WHOLE.test(lines[0] ?? "") || NUMBER.test(lines[0] ?? "") || lines.some(saysSentence);
}

function saysSentence(line: string): boolean {
	if (line.length > MAX_LINE) return false;
	const statements = line.split(/(?<=[.!?。！？])\s*/).filter((one) => !CONDITION.test(one));
	return statements.some((one) => SENTENCES.some((sentence) => sentence.test(one)));
}

/** Detects the Wayback Machine's notice that it has no copy, or only a redirect. */
export function isMissingCapture(host: string, text: string): boolean {
	return host === "web.archive.org" && text.length <= MAX_ERROR_PAGE && WAYBACK.test(text);
}
