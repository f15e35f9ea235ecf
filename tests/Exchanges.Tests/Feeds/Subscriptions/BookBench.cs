using System.Text;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Feeds;
using SqueezeFlow.Exchanges.Feeds.Subscriptions;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Exchanges.Tests.Feeds.Subscriptions;

/// <summary>A book of subscriptions on a clock that a test moves.</summary>
internal sealed class BookBench
{
    private readonly IExchangeAdapter _adapter;

    public BookBench(IExchangeAdapter adapter, params string[] symbols)
    {
        _adapter = adapter;
        Watch = new(Clock);
        Markets = [.. symbols.Select(symbol => new Instrument(
            new(adapter.Descriptor.Id, symbol), MarketKind.Spot, ContractKind.Spot, "X", "USDT", 1, IsTrading: true))];
        Book = new(new("feed", adapter.Descriptor.Id, adapter.Descriptor.Main.Name, adapter.Descriptor.Main.Address, Markets), adapter, Options, Clock, Watch);
    }

    public ManualClock Clock { get; } = new();

    public FeedOptions Options { get; } = new();

    public ConfirmationWatch Watch { get; }

    public Instrument[] Markets { get; }

    public SubscriptionBook Book { get; }

    /// <summary>Markets that deliver trades.</summary>
    public HashSet<MarketId> Delivering { get; } = [];

    public string[] Unconfirmed => [.. Book.Unconfirmed.Select(item => $"{item.Key}: {item.Value}")];

    public MarketId Market(string symbol) => new(_adapter.Descriptor.Id, symbol);

    /// <summary>Everything that may be sent now.</summary>
    public List<string> Send()
    {
        var sent = new List<string>();
        while (Book.Next() is { } text)
        {
            sent.Add(Encoding.UTF8.GetString(text));
        }

        return sent;
    }

    /// <summary>Lets so many seconds pass, one look a second, and answers what was sent in them.</summary>
    public List<string> Run(int seconds)
    {
        var sent = new List<string>();
        for (var i = 0; i < seconds; i++)
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            Book.Expire(() => Delivering);
            sent.AddRange(Send());
        }

        return sent;
    }
}
