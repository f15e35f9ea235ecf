using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Core.Views.Importing;
using SqueezeFlow.Silo.Api.Answers;
using SqueezeFlow.Silo.Api.Json;
using SqueezeFlow.Silo.Api.Requests;

namespace SqueezeFlow.Silo.Api.Bars;

/// <summary>
/// Stores bars from outside, all of a call or none. A bar that is stored already gives way to a fuller one only: sums over the same trades differ by
/// what is missing, so that the larger holds the more.
/// </summary>
internal sealed class BarImport(IBarStore store, Products products, MarketTime now)
{
    /// <summary>Most bars of a call.</summary>
    public const int MostBars = 10_000;

    // What is left out would be stored as nothing.
    private static readonly JsonSerializerOptions Strict = new(SiloJson.Options)
    {
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    // Sums of the same trades in another order differ in the last places.
    private const double Noise = 1e-9;

    /// <summary>Reads the body and stores its bars.</summary>
    /// <param name="market">The market, as its venue spells it.</param>
    /// <param name="timeframe">Length of the bars; one of those that are stored.</param>
    /// <param name="keep">Whether a fuller bar that is stored stays without a word, in place of a refusal.</param>
    /// <param name="body">The bars.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<IResult> RunAsync(MarketId market, Timeframe timeframe, bool keep, Stream body, CancellationToken stop)
    {
        if (!Timeframe.Stored.Contains(timeframe))
        {
            return Problems.Invalid("timeframe", timeframe.ToString(), $"send one that is stored: {string.Join(", ", Timeframe.Stored)}");
        }

        BarsToImport? sent;
        try
        {
            sent = await JsonSerializer.DeserializeAsync<BarsToImport>(body, Strict, stop);
        }
        catch (JsonException error)
        {
            return Problems.Invalid(error.Path is { Length: > 2 } path ? path[2..] : "body", null, $"cannot be read as bars ({error.Message.Split(" Path:")[0].TrimEnd('.')})");
        }

        if (sent?.Bars is not { Count: > 0 and <= MostBars } views)
        {
            return Problems.Invalid("bars", sent?.Bars?.Count.ToString(CultureInfo.InvariantCulture), $"send 1 to {MostBars} bars");
        }

        Bar[] bars = [.. views.Select(ImportedBar.Of)];
        return FaultOf(bars, timeframe, await now.NowUnixMsAsync(stop)) ?? await StoreAsync(await SpelledAsync(market, stop), timeframe, bars, keep, stop);
    }

    private static IResult? FaultOf(Bar[] bars, Timeframe timeframe, long nowUnixMs)
    {
        for (var i = 0; i < bars.Length; i++)
        {
            if (ImportedBar.Fault(bars[i], timeframe, i == 0 ? null : bars[i - 1].OpenUnixMs, nowUnixMs) is var (field, value, fix))
            {
                return Problems.Invalid(Place(i, field), value, fix);
            }
        }

        return null;
    }

    private async Task<IResult> StoreAsync(MarketId market, Timeframe timeframe, Bar[] bars, bool keep, CancellationToken stop)
    {
        var stored = await ReadStoredAsync(market, timeframe, bars, stop);
        List<BarRow> fuller = [];
        for (var i = 0; i < bars.Length; i++)
        {
            var bar = bars[i];
            var isThere = stored.TryGetValue(bar.OpenUnixMs, out var there);
            if (isThere && !keep && there.Volume > bar.Volume * (1 + Noise))
            {
                return Problems.Of(
                    StatusCodes.Status409Conflict,
                    "What is stored is fuller",
                    $"{Place(i, "openUnixMs")}: '{bar.OpenUnixMs}': the bar that is stored has a turnover of {Text(there.Volume)}, this one of {Text(bar.Volume)}; nothing of the call was stored",
                    Place(i, "openUnixMs"),
                    bar.OpenUnixMs.ToString(CultureInfo.InvariantCulture),
                    "leave the bar out, or send keep=true, which leaves fuller bars as they are");
            }

            if (!isThere || bar.Volume > there.Volume * (1 + Noise))
            {
                fuller.Add(new(market, timeframe, isThere ? WithLiquidations(bar, there) : bar, IsImported: true));
            }
        }

        await store.WriteAsync(new(fuller, [], []), stop);
        return Results.Json(new BarsImported(market.ToString(), timeframe.ToString(), fuller.Count, bars.Length - fuller.Count), SiloJson.Options);
    }

    // Few bars may lie far apart: what is between them is not read.
    private async Task<Dictionary<long, Bar>> ReadStoredAsync(MarketId market, Timeframe timeframe, Bar[] bars, CancellationToken stop)
    {
        Dictionary<long, Bar> stored = [];
        for (var first = 0; first < bars.Length;)
        {
            var (next, end) = (first + 1, bars[first].OpenUnixMs + (MostBars * timeframe.Milliseconds));
            while (next < bars.Length && bars[next].OpenUnixMs < end)
            {
                next++;
            }

            foreach (var bar in await store.ReadAsync(market, timeframe, bars[first].OpenUnixMs, bars[next - 1].OpenUnixMs + 1, stop))
            {
                stored[bar.OpenUnixMs] = bar;
            }

            first = next;
        }

        return stored;
    }

    // A market in another letter case is the one that is known, as everywhere.
    private async Task<MarketId> SpelledAsync(MarketId asked, CancellationToken stop)
    {
        var known = await products.ReadAsync(stop);
        var name = asked.ToString();
        return known.Contains(asked) || known.Where(market => market.ToString().Equals(name, StringComparison.OrdinalIgnoreCase)).ToList() is not [var only] ? asked : only;
    }

    // Venues' histories tell no liquidations: those that were seen stay.
    private static Bar WithLiquidations(in Bar bar, in Bar there) => bar with
    {
        BuyLiquidation = Math.Max(bar.BuyLiquidation, there.BuyLiquidation),
        SellLiquidation = Math.Max(bar.SellLiquidation, there.SellLiquidation),
    };

    private static string Place(int index, string field) => string.Create(CultureInfo.InvariantCulture, $"bars[{index}].{field}");

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
