using System.Text.Json;
using SqueezeFlow.Client.Offline.Reports;
using SqueezeFlow.Lab.Search.Files;

namespace SqueezeFlow.Client.Offline.Comparing;

/// <summary>A result that was written: by <c>--json</c>, or by <c>--out</c> as data or as a page.</summary>
/// <param name="Name">Name of the file without its folder.</param>
/// <param name="Format">What it is a result of, see <see cref="ResultFormat"/>.</param>
/// <param name="Result">The document.</param>
internal sealed record ResultFile(string Name, string Format, JsonElement Result)
{
    private const string Fix = "give what backtest, walkforward or sweep wrote with --out, or printed with --json";
    private const string End = "</script>";
    private static readonly string[] Pages = [ReportPage.DataId, ReportPage.SearchId];
    private static readonly string[] Results = [ResultFormat.Backtest, ResultFormat.WalkForward, ResultFormat.Sweep];

    /// <summary>What it is of, in a word.</summary>
    public string Kind => Format switch
    {
        ResultFormat.Backtest => "back-test",
        ResultFormat.WalkForward => "walk-forward",
        _ => "search",
    };

    /// <summary>Reads a file.</summary>
    /// <param name="argument">Name of the argument that gave it.</param>
    /// <param name="path">Where it is.</param>
    /// <exception cref="ConsoleFailure">It cannot be read, is no result, or is one of another version.</exception>
    public static ResultFile Read(string argument, string path)
    {
        var text = TextOf(argument, path);
        if (text.StartsWith($"{{\"format\":\"{SweepHeader.Format}\"", StringComparison.Ordinal))
        {
            throw ConsoleFailure.BadValue(argument, path, $"keeps the candidates of a search (--results), it is no result: {Fix}");
        }

        var result = Parse(argument, path, DataOf(text));
        var format = FormatOf(argument, path, result, [.. Pages, .. Results]);
        if (Pages.Contains(format))
        {
            result = result.Field("result") ?? throw ConsoleFailure.BadValue(argument, path, $"has no field 'result': it was changed; {Fix}");
            format = FormatOf(argument, path, result, Results);
        }

        return new(Path.GetFileName(path), format, result);
    }

    private static string TextOf(string argument, string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new ConsoleFailure(ConsoleExit.BadUsage, $"{argument}: '{path}' cannot be read, {error.Message.TrimEnd('.')}: {Fix}", error);
        }
    }

    // Of a page the block of data alone.
    private static string DataOf(string text)
    {
        foreach (var id in Pages)
        {
            var begin = $"<script type=\"application/json\" id=\"{id}\">";
            var from = text.IndexOf(begin, StringComparison.Ordinal);
            if (from >= 0)
            {
                from += begin.Length;
                return text.IndexOf(End, from, StringComparison.Ordinal) is >= 0 and var to ? text[from..to] : text[from..];
            }
        }

        return text;
    }

    private static JsonElement Parse(string argument, string path, string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.Clone();
        }
        catch (JsonException error)
        {
            throw new ConsoleFailure(ConsoleExit.BadUsage, $"{argument}: '{path}' is no JSON ({error.Message.TrimEnd('.')}): {Fix}", error);
        }
    }

    private static string FormatOf(string argument, string path, JsonElement document, string[] known)
    {
        var format = document.Text("format") ?? throw ConsoleFailure.BadValue(argument, path, $"tells no format: it is another file, or of a console that told none; {Fix}");
        if (!known.Contains(format))
        {
            throw ConsoleFailure.BadValue(argument, path, $"has the format '{format}', which is no result: {Fix}");
        }

        return document.Number("version") is { } version && version == ResultFormat.Version
            ? format
            : throw ConsoleFailure.BadValue(argument, path, $"is of version {document.Field("version")?.ToString() ?? "none"}, this console reads version {ResultFormat.Version}: make it again, or compare it with a console of its own time");
    }
}
