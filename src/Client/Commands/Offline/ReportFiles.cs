using System.CommandLine;
using System.Text.Json.Nodes;
using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Client.Http;
using SqueezeFlow.Client.Offline.Reports;

namespace SqueezeFlow.Client.Commands.Offline;

/// <summary>The file of a result: a page that draws it, or the data that the page draws, by its name.</summary>
internal static class ReportFiles
{
    private const string Name = "--out";

    /// <summary>The option; null when it is not given.</summary>
    /// <param name="page">What a page shows, in a few words.</param>
    public static Option<string?> Option(string page) => new(Name)
    {
        Description = $"Write {page} to this file (.html), or its data (.json)",
        HelpName = "FILE",
        CustomParser = result => FaultOf(Values.Text(result)) is { } fault ? Values.Refuse<string?>(result, Name, fault) : Values.Text(result),
    };

    /// <summary>Writes a document that tells its title and format, or a page of it.</summary>
    /// <exception cref="ConsoleFailure">It cannot be written.</exception>
    public static Task WriteAsync(string path, JsonObject document, CancellationToken cancellationToken) =>
        WriteAsync(path, document["title"]!.GetValue<string>(), document["format"]!.GetValue<string>(), ClientJson.Write(document), cancellationToken);

    /// <summary>Writes the file.</summary>
    /// <param name="path">Where.</param>
    /// <param name="title">Title of the page.</param>
    /// <param name="dataId">Name of the element with the data in the page.</param>
    /// <param name="json">The data, one line of JSON.</param>
    /// <param name="cancellationToken">Ends it; what was there stays.</param>
    /// <exception cref="ConsoleFailure">It cannot be written.</exception>
    public static Task WriteAsync(string path, string title, string dataId, string json, CancellationToken cancellationToken) =>
        OutputFile.WriteAsync(Name, path, IsData(path) ? json + "\n" : ReportPage.Of(title, dataId, json), cancellationToken);

    // Told before a search of hours, not after it.
    private static string? FaultOf(string path) =>
        !IsData(path) && !IsPage(path) ? "has no format: give a name that ends in .html or .json"
        : Directory.Exists(path) ? "is a folder: give the name of a file in it"
        : Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))) ? null
        : "lies in no folder that there is: make the folder, or give another file";

    private static bool IsData(string path) => path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    private static bool IsPage(string path) => path.EndsWith(".html", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".htm", StringComparison.OrdinalIgnoreCase);
}
