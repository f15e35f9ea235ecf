using System.Globalization;
using System.Text;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Catalog;

namespace SqueezeFlow.Certainty.Tests.Venues;

/// <summary>How a venue writes trades, lists and histories: read by its real adapter.</summary>
internal abstract class VenueStyle(string exchange)
{
    public static IReadOnlyDictionary<string, VenueStyle> All { get; } =
        new VenueStyle[] { new OkxStyle(), new BybitStyle(), new MexcStyle(), new HyperliquidStyle() }.ToDictionary(s => s.Adapter.Descriptor.Id);

    public IExchangeAdapter Adapter { get; } = ExchangeCatalog.TryGet(exchange, out var adapter)
        ? adapter
        : throw new InvalidOperationException($"{exchange} is in no catalogue");

    /// <summary>Whether ids rise by one.</summary>
    public virtual bool HasIds => false;

    /// <summary>Whether every print has an id of its own.</summary>
    public virtual bool HasUniqueIds => true;

    /// <summary>Base units of a contract at the beginning.</summary>
    public virtual double FirstSize => 1;

    /// <summary>Size that is worth one quote unit at the beginning.</summary>
    public virtual double RawOfOne => 0.01;

    /// <summary>Trades that its history lists at most.</summary>
    public virtual int Depth => 0;

    /// <summary>A message with one trade.</summary>
    public abstract string Frame(ModelMarket market, ModelTrade trade);

    /// <summary>The venue's list of markets.</summary>
    public abstract string List(IEnumerable<ModelMarket> markets, long wallMs);

    /// <summary>Whether a request asks for the trades of a market.</summary>
    public virtual bool Names(ModelMarket market, string path) => path.Contains($"={market.Spec.Symbol}&", StringComparison.Ordinal);

    /// <summary>The answer to a request for past trades.</summary>
    /// <param name="market">The market.</param>
    /// <param name="path">The request.</param>
    /// <param name="past">What the venue knows, the oldest first.</param>
    public virtual string History(ModelMarket market, string path, IReadOnlyList<ModelTrade> past) =>
        throw new NotSupportedException($"{exchange} lists no past trades: {path}");

    protected static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    protected static string Rows(IEnumerable<string> rows) => new StringBuilder("[").AppendJoin(',', rows).Append(']').ToString();

    protected static string Parameter(string path, string name) =>
        path.Split('?', '&').FirstOrDefault(p => p.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..] ?? "";
}
