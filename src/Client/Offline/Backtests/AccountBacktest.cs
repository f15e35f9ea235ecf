using SqueezeFlow.Client.Offline.Reading;

namespace SqueezeFlow.Client.Offline.Backtests;

/// <summary>What a back-test on one account was asked for: one symbol, or several.</summary>
/// <param name="Pairs">The two markets of each symbol, as given; at least one.</param>
internal sealed record AccountBacktest(IReadOnlyList<PairBacktest> Pairs)
{
    /// <summary>Reads and checks everything, and names the symbols.</summary>
    /// <exception cref="DataFormatException">A file cannot be read, two do not belong together, or a symbol is given twice.</exception>
    public AccountInputs Read()
    {
        var read = Pairs.Select(pair => (Pair: pair, Inputs: pair.Read())).ToList();
        var named = read.Count == 1 ? read : SymbolNames.Name(read);
        return new([.. named.Select(one => one.Pair)], [.. named.Select(one => one.Inputs)]);
    }
}
