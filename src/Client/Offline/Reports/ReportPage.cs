using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace SqueezeFlow.Client.Offline.Reports;

/// <summary>
/// A result as one page without any other file: the screen's own components, built from src/Screen, and the data that they show. It asks nobody anything,
/// and its policy lets nothing run but the one script in it.
/// </summary>
internal static class ReportPage
{
    /// <summary>Name of the element with the data of a back-test, by which the screen finds it too.</summary>
    public const string DataId = "squeezeflow-backtest";

    /// <summary>Name of the element with the data of a search.</summary>
    public const string SearchId = "squeezeflow-search";

    /// <summary>Name of the element with the data of a comparison.</summary>
    public const string ComparisonId = "squeezeflow-comparison";

    private const string Folder = "report/";

    /// <summary>A page that shows data.</summary>
    /// <param name="title">What it is of.</param>
    /// <param name="dataId">Name of the element with the data: it says what draws them.</param>
    /// <param name="json">The data, one line of JSON.</param>
    public static string Of(string title, string dataId, string json)
    {
        var script = Read("report.js");
        var style = Read("report.css");
        var policy = $"default-src 'none'; script-src '{HashOf(script)}'; style-src '{HashOf(style)}'; img-src data: blob:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
        var page = new StringBuilder();
        page.Append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.Append("<meta http-equiv=\"Content-Security-Policy\" content=\"").Append(policy).Append("\">\n");
        page.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"dark light\">\n");
        page.Append("<title>").Append(WebUtility.HtmlEncode(title)).Append("</title>\n<link rel=\"icon\" href=\"data:,\">\n");
        page.Append("<style>").Append(style).Append("</style>\n</head>\n<body>\n<div id=\"app\"></div>\n<noscript>This report is drawn by a script of its own, which is not allowed to run here.</noscript>\n");
        page.Append("<script type=\"application/json\" id=\"").Append(dataId).Append("\">").Append(Escape(json)).Append("</script>\n");
        return page.Append("<script>").Append(script).Append("</script>\n</body>\n</html>\n").ToString();
    }

    // In JSON the sign stands in texts alone. Without it nothing can end the element, or begin another.
    private static string Escape(string json) => json.Replace("<", "\\u003c", StringComparison.Ordinal);

    private static string HashOf(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Read(string name)
    {
        using var stream = typeof(ReportPage).Assembly.GetManifestResourceStream(Folder + name) ?? throw new InvalidOperationException($"{Folder}{name} is not built into the console.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
