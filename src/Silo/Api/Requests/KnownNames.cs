using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Words;
using SqueezeFlow.Silo.Service;

namespace SqueezeFlow.Silo.Api.Requests;

/// <summary>
/// The markets and coins that a question may name, in any letter case. What was never collected is refused with the nearest name, through
/// <see cref="Inputs.Refuse"/> where it filters and <see cref="Inputs.Miss"/> where it is what the path names.
/// </summary>
internal sealed class KnownNames(Products products, IGrainAccess grains)
{
    private const int Shown = 10;

    /// <summary>A market as its venue spells it; what was asked when <paramref name="inputs"/> is refused.</summary>
    public async Task<MarketId> MarketAsync(Inputs inputs, string? text, Action<string, string?, string> refuse, CancellationToken cancellationToken)
    {
        var asked = inputs.Market(text);
        if (inputs.Refusal is not null)
        {
            return asked;
        }

        if (await products.ContainsAsync(asked, cancellationToken))
        {
            return asked;
        }

        // Some venues tell markets apart by letter case alone (PHEMEX sBTCUSDT, BTCUSDT), so that one meaning is not always left.
        var known = await products.ReadAsync(cancellationToken);
        var name = asked.ToString();
        var alike = known.Where(market => market.ToString().Equals(name, StringComparison.OrdinalIgnoreCase)).ToList();
        if (alike is [var only])
        {
            return only;
        }

        refuse("market", text, alike.Count > 1
            ? $"letter case decides here: send one of {string.Join(", ", alike)}"
            : Nearest(name, [.. known.Select(market => market.ToString())], "no such market is collected", ApiPaths.Products));
        return asked;
    }

    /// <summary>A base coin that was ever collected; null when none is given.</summary>
    public async Task<string?> CollectedAsync(Inputs inputs, string field, string? text, CancellationToken cancellationToken)
    {
        var coin = inputs.Symbol(text, field);
        if (coin is null || inputs.Refusal is not null)
        {
            return coin;
        }

        var tracked = await grains.GetTrackedAsync();
        if (tracked.Contains(coin))
        {
            return coin;
        }

        var known = await products.ReadCoinsAsync(cancellationToken);

        // Before the first trade of all nothing can be told from nothing.
        if (!known.Contains(coin) && (known.Count > 0 || tracked.Count > 0))
        {
            inputs.Refuse(field, text, Nearest(coin, [.. known.Union(tracked).Order(StringComparer.Ordinal)], "no trade of such a coin was collected", $"{ApiPaths.Root}/{ApiPaths.Symbols}"));
        }

        return coin;
    }

    /// <summary>A base coin that is tracked now.</summary>
    public async Task<string> TrackedAsync(Inputs inputs, string? text, Action<string, string?, string> refuse)
    {
        var coin = inputs.Symbol(text);
        if (inputs.Refusal is not null)
        {
            return coin ?? "";
        }

        var tracked = await grains.GetTrackedAsync();
        if (coin is null || !tracked.Contains(coin))
        {
            refuse("symbol", text, Nearest(coin ?? "", tracked, "no trade of such a coin was collected", $"{ApiPaths.Root}/{ApiPaths.Symbols}"));
        }

        return coin ?? "";
    }

    /// <summary>Which name was probably meant, else which there are.</summary>
    public static string Nearest(string asked, IReadOnlyList<string> known, string fault, string list) => NearestName.Of(asked, known) is { } nearest
        ? $"{fault}; the nearest is {nearest}; {list} lists all"
        : known.Count == 0 ? $"{fault}; nothing is collected yet"
        : $"{fault}; known are {string.Join(", ", known.Take(Shown))}{(known.Count > Shown ? $" and {known.Count - Shown} more, see {list}" : "")}";
}
