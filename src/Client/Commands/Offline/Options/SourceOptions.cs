using System.CommandLine;
using SqueezeFlow.Client.Offline.Backtests;
using SqueezeFlow.Client.Offline.Backtests.Files;

namespace SqueezeFlow.Client.Commands.Offline.Options;

/// <summary>Where bars are read from.</summary>
internal sealed class SourceOptions
{
    private readonly Option<string[]> _spot = new("--spot")
    {
        Description = "Bars of the spot market: a .csv, .csv.gz or .parquet, a folder of them, or with --data a market",
        HelpName = "FILE",
        Arity = ArgumentArity.OneOrMore,
        Required = true,
    };

    private readonly Option<string[]> _perp = new("--perp")
    {
        Description = "Bars of the perpetual market, likewise; prices come from it",
        HelpName = "FILE",
        Arity = ArgumentArity.OneOrMore,
        Required = true,
    };

    private readonly Option<string[]> _symbol = new("--symbol") { Description = "What the symbol is called in results", HelpName = "NAME", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> _data = new("--data") { Description = "Data folder of the service, from which --spot and --perp name markets", HelpName = "FOLDER" };

    private readonly Option<ColumnNames?> _columns = ColumnOption.Create();

    /// <summary>All of them, in the order of help.</summary>
    public IEnumerable<Option> All => [_spot, _perp, _symbol, _data, _columns];

    /// <summary>The data folder that was given; null for files.</summary>
    public string? DataOf(ParseResult arguments)
    {
        var folder = arguments.GetValue(_data);
        return folder is null || Directory.Exists(folder) ? folder : throw ConsoleFailure.BadValue("--data", folder, "is no folder: give the data folder of a service (Data:Directory)");
    }

    /// <summary>What the columns of the files are called.</summary>
    public ColumnNames ColumnsOf(ParseResult arguments)
    {
        var names = arguments.GetValue(_columns) ?? ColumnNames.Own;
        return names.IsOwn || arguments.GetValue(_data) is null
            ? names
            : throw new ConsoleFailure(ConsoleExit.BadUsage, "--columns: has no effect with --data, whose bars have no columns of others: leave one of the two out");
    }

    /// <summary>The two sides of each symbol, in the order given.</summary>
    /// <exception cref="ConsoleFailure">There are more of one than of the other, or names for some only.</exception>
    public IReadOnlyList<MarketPair> PairsOf(ParseResult arguments)
    {
        var (spots, perps) = (arguments.GetRequiredValue(_spot), arguments.GetRequiredValue(_perp));
        if (spots.Length != perps.Length)
        {
            throw new ConsoleFailure(
                ConsoleExit.BadUsage,
                $"--spot: given {Counted.Of(spots.Length, "time")}, --perp {Counted.Of(perps.Length, "time")}: give one of each for every symbol, in the same order");
        }

        var names = PerSymbol.Of(arguments, _symbol, spots.Length);
        if (names.Any(name => name?.Trim() == ""))
        {
            throw ConsoleFailure.BadValue(_symbol.Name, "", "is no name: give one, e.g. --symbol BTC");
        }

        var isStored = DataOf(arguments) is not null;
        return [.. spots.Select((spot, i) => isStored
            ? new MarketPair(spot, perps[i], IsStored: true) { Given = names[i] }
            : new MarketPair(Existing("--spot", spot), Existing("--perp", perps[i])) { Given = names[i] })];
    }

    private static string Existing(string option, string path) =>
        File.Exists(path) || Directory.Exists(path) ? path : throw ConsoleFailure.BadValue(option, path, "is no file: give a .csv, .csv.gz or .parquet, or a folder of them (markets of a store: with --data FOLDER)");
}

/// <summary>The two sides of a symbol.</summary>
/// <param name="Spot">File, folder or market of the spot side.</param>
/// <param name="Perp">File, folder or market of the perpetual.</param>
/// <param name="IsStored">Whether they are markets of a store.</param>
internal readonly record struct MarketPair(string Spot, string Perp, bool IsStored = false)
{
    /// <summary>The name that was given; null for none.</summary>
    public string? Given { get; init; }

    /// <summary>What it is called in results: the name given, else the perpetual; of a file its name up to the first dot.</summary>
    public string Name => Given ?? (IsStored ? Perp : Path.GetFileName(Path.TrimEndingDirectorySeparator(Perp)).Split('.')[0]);
}
