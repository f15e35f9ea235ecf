using SqueezeFlow.Client.Offline.Reading;

namespace SqueezeFlow.Client.Offline.Backtests;

/// <summary>Names the symbols of one account, and refuses one that is given twice.</summary>
internal static class SymbolNames
{
    /// <summary>The pairs in the order of their names: the name given, else the coin that the markets tell, else that of the file.</summary>
    /// <exception cref="DataFormatException">Two have one name, or are of one market or coin.</exception>
    public static IReadOnlyList<(PairBacktest Pair, PairInputs Inputs)> Name(IReadOnlyList<(PairBacktest Pair, PairInputs Inputs)> pairs)
    {
        var named = pairs
            .Select(one => (Pair: one.Pair.IsNamed ? one.Pair : one.Pair with { Symbol = CoinOf(one.Inputs) ?? one.Pair.Symbol }, one.Inputs))
            .OrderBy(one => one.Pair.Symbol, StringComparer.Ordinal)
            .ToList();
        Refuse(named, one => PathOf(one.Pair), "path", _ => "one file for two symbols", "files of its own for each symbol");
        if (!named[0].Pair.IsForced)
        {
            Refuse(named, one => CoinOf(one.Inputs), "market", coin => $"{coin} twice", "each coin once, as the service holds one position of a coin: leave one out, or --force to run all the same");
        }

        Refuse(named, one => one.Pair.Symbol, "symbol", name => $"{name} twice", "each symbol once: leave one out, or name them apart by --symbol, once for each pair");
        return named;
    }

    private static string? CoinOf(PairInputs inputs) => PairCheck.CoinOf(inputs.Perp.Market) ?? PairCheck.CoinOf(inputs.Spot.Market);

    private static string PathOf(PairBacktest pair) => pair.DataFolder is null ? Path.GetFullPath(pair.PerpFile) : pair.PerpFile;

    private static void Refuse(
        IEnumerable<(PairBacktest Pair, PairInputs Inputs)> pairs, Func<(PairBacktest Pair, PairInputs Inputs), string?> read, string place, Func<string, string> found, string expected)
    {
        var twice = pairs.Where(one => read(one) is not null).GroupBy(one => read(one)!, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1);
        if (twice?.ToList() is [var first, var second, ..])
        {
            throw new DataFormatException(second.Inputs.Perp.Name, place, $"{found(twice.Key)}, here and in {first.Inputs.Perp.Name}", expected);
        }
    }
}
