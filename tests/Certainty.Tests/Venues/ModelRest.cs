using System.Net;
using System.Text;
using SqueezeFlow.Certainty.Tests.Scenarios;
using SqueezeFlow.Certainty.Tests.Service;

namespace SqueezeFlow.Certainty.Tests.Venues;

/// <summary>The venues' side of every request for past trades: answered when its time has come.</summary>
internal sealed class ModelRest(Scenario scenario, IReadOnlyList<ModelMarket> markets, Agenda agenda, long startMs) : HttpMessageHandler
{
    private const int UsualMs = 250;

    private int _pending;

    /// <summary>Requests that wait for their answer.</summary>
    public int Pending => Volatile.Read(ref _pending);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.PathAndQuery;
        var market = markets.First(m => request.RequestUri.Host == HostOf(m) && m.Style.Names(m, path));
        var isRefused = scenario.Of<Refused>().Any(f => f.Venue == market.Spec.Venue && Seconds >= f.At && Seconds < f.End);
        var slow = scenario.Of<Slow>().Where(f => f.Venue == market.Spec.Venue && Seconds >= f.At && Seconds < f.At + f.For).Sum(f => f.By);
        Interlocked.Increment(ref _pending);
        await agenda.WaitAsync(agenda.NowMs + UsualMs + (slow * 1000L), cancellationToken).ConfigureAwait(false);
        Interlocked.Decrement(ref _pending);
        return isRefused
            ? new(HttpStatusCode.Forbidden) { Content = new ByteArrayContent("{}"u8.ToArray()) }
            : new(HttpStatusCode.OK) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(market.Style.History(market, path, Past(market)))) };
    }

    private double Seconds => (agenda.NowMs - startMs) / 1000.0;

    private static string HostOf(ModelMarket market) => new Uri(market.Style.Adapter.Descriptor.Rests[^1].Address.AbsoluteUri).Host;

    private List<ModelTrade> Past(ModelMarket market)
    {
        var venue = market.Spec.Venue;
        var until = agenda.NowMs - scenario.Of<Behind>().Where(f => f.Venue == venue).Sum(f => f.By * 1000L);
        var depth = scenario.Of<Shallow>().Where(f => f.Venue == venue).Select(f => f.Rows).Append(market.Style.Depth).Min();
        return [.. market.Trades.TakeWhile(t => t.WallMs <= until).TakeLast(depth)];
    }
}
