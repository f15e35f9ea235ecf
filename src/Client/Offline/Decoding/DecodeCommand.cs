using SqueezeFlow.Exchanges.Catalog;

namespace SqueezeFlow.Client.Offline.Decoding;

/// <summary>
/// Shows the trades in recorded frames: one JSON line each on standard output, counts by frame kind on standard error. Files hold plain frames or
/// what the service recorded, compressed or not.
/// </summary>
/// <param name="output">Takes the trades.</param>
/// <param name="error">Takes the counts and complaints.</param>
internal sealed class DecodeCommand(TextWriter output, TextWriter error)
{
    /// <summary>Decodes every file; the exit code is 1 when a file broke off its reading or a frame was malformed, 2 when a name is wrong.</summary>
    public int Run(DecodeCommandOptions options)
    {
        if (!ExchangeCatalog.TryGet(options.Exchange, out var adapter))
        {
            var known = string.Join(", ", ExchangeCatalog.All.Select(venue => venue.Descriptor.Id));
            return Refuse($"EXCHANGE: '{options.Exchange}' is no exchange; known: {known}");
        }

        var routes = adapter.Descriptor.Endpoints.Select(endpoint => endpoint.Name).ToArray();
        if (options.Route is not null && !routes.Contains(options.Route, StringComparer.Ordinal))
        {
            return Refuse($"--route: '{options.Route}' is no route of {options.Exchange}; known: {string.Join(", ", routes)}");
        }

        (string Name, string? Path)[] named = [.. options.Files.Select(file => ("FILE", file)), ("--instruments", options.InstrumentsFile)];
        var missing = named.Where(file => file.Path is not null && !File.Exists(file.Path)).ToArray();
        if (missing.Length > 0)
        {
            return Refuse(string.Join(Environment.NewLine, missing.Select(file => $"{file.Name}: '{file.Path}' is no file: give one that exists")));
        }

        try
        {
            var frames = new DecodeFrames(adapter, options.Route ?? routes[0], options.InstrumentsFile is { } list ? InstrumentLists.Read(adapter, list) : [], new(output));
            foreach (var file in options.Files)
            {
                frames.Read(file);
            }

            return frames.Report(error);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            error.WriteLine(e.Message);
            return ConsoleExit.Failed;
        }
    }

    private int Refuse(string problem)
    {
        error.WriteLine(problem);
        return ConsoleExit.BadUsage;
    }
}
