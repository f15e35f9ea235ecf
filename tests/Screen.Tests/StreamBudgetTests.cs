using System.Net.ServerSentEvents;
using System.Text.Json;
using SqueezeFlow.Screen.Tests.Services;

namespace SqueezeFlow.Screen.Tests;

/// <summary>What the stream weighs that a page of the flow listens to.</summary>
public sealed class StreamBudgetTests(FiftyCoins demo) : IClassFixture<FiftyCoins>
{
    private const string Kinds = "bar,sym,signal,order,feed,gap,status,action";
    private const int Beats = 5;
    private const double Allowed = 25;

    [Fact]
    public async Task Changes_of_fifty_symbols_weigh_less_than_half_of_what_the_symbols_do()
    {
        var whole = await WeighAsync($"?kinds={Kinds}&hz=4");
        var changes = await WeighAsync($"?kinds={Kinds}&bars=BTC&changes=true&hz=4");

        TestContext.Current.TestOutputHelper?.WriteLine($"50 symbols at 4 Hz: {changes:F1} KB/s of changes{(changes > Allowed ? $" (missed: {Allowed} KB/s)" : "")}, {whole:F1} KB/s of everything");
        Assert.InRange(changes, 0.1, whole / 2);
    }

    // Signs of life come every two seconds of the service's own clock.
    private async Task<double> WeighAsync(string query)
    {
        using var http = new HttpClient { BaseAddress = demo.Url };
        await using var body = await http.GetStreamAsync(new Uri("/api/v1/events" + query, UriKind.Relative), TestContext.Current.CancellationToken);
        var (bytes, beats, from, to) = (0L, 0, default(DateTimeOffset), default(DateTimeOffset));
        await foreach (var item in SseParser.Create(body).EnumerateAsync(TestContext.Current.CancellationToken))
        {
            bytes += beats == 0 ? 0 : item.Data.Length + item.EventType.Length + (item.EventId?.Length ?? 0) + "id: \nevent: \ndata: \n\n".Length;
            if (item.EventType == "beat")
            {
                to = JsonDocument.Parse(item.Data).RootElement.GetProperty("now").GetDateTimeOffset();
                from = beats == 0 ? to : from;
                if (++beats > Beats)
                {
                    break;
                }
            }
        }

        return bytes / 1_024.0 / (to - from).TotalSeconds;
    }
}
