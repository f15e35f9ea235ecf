using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Results;
using SqueezeFlow.Interfaces.Signals;

namespace SqueezeFlow.Silo.Tests.Api;

public sealed class ExternalSignalsApiTests : IAsyncLifetime
{
    private const string Path = "/api/v1/signals";
    private const string Body = """{"id":"1","symbol":"btcusdt","action":"long","price":100,"stop":99}""";

    private readonly ApiHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_signal_is_handed_over_and_answered_with_the_address_of_its_record()
    {
        using var response = await PostAsync(Path, Body);
        var record = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);

        var id = record.GetProperty("signal").GetProperty("id").GetString();
        Assert.Equal((202, $"/api/v1/signals/{id}", "Pending"), ((int)response.StatusCode, response.Headers.Location?.OriginalString, record.GetProperty("outcome").GetString()));
        Assert.Equal("external", record.GetProperty("signal").GetProperty("source").GetString());
        Assert.Equal(("external:1", "BTC", 99d), Assert.Single(_host.Flow.Sent) is var (key, sent) ? (key, sent.Symbol, sent.Stop!.Value) : default);
    }

    [Fact]
    public async Task Whoever_waits_gets_the_verdict()
    {
        _host.Flow.Verdict = FakeExternalSignal.RecordOf(new() { Id = "1", Symbol = "BTC", Action = SignalAction.Long }) with { Outcome = SignalOutcome.Rejected, Detail = "2 positions are open" };

        using var waited = await PostAsync(Path + "?wait=10s", Body);
        using var unwaited = await PostAsync(Path, Body);

        Assert.Equal((200, 202), ((int)waited.StatusCode, (int)unwaited.StatusCode));
        Assert.Equal("2 positions are open", (await waited.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("detail").GetString());
    }

    [Fact]
    public async Task A_verdict_that_does_not_come_in_time_is_not_waited_for()
    {
        using var response = await PostAsync(Path + "?wait=1", Body);

        Assert.Equal(202, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("31s")]
    [InlineData("-1")]
    [InlineData("a while")]
    public async Task A_wait_that_will_not_do_is_refused(string wait) => Assert.Equal((400, "wait"), await RefusalAsync($"{Path}?wait={Uri.EscapeDataString(wait)}", Body));

    [Fact]
    public async Task All_fields_that_will_not_do_are_told_and_nothing_is_handed_over()
    {
        using var response = await PostAsync(Path, """{"id":"1","symbol":"BTC","action":"long","size":9,"leverage":0,"colour":"red"}""");
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);

        Assert.Equal((400, "colour"), ((int)response.StatusCode, problem.GetProperty("field").GetString()));
        Assert.Equal(["colour", "size", "leverage"], problem.GetProperty("faults").EnumerateArray().Select(fault => fault.GetProperty("field").GetString()));
        Assert.Equal("9", problem.GetProperty("faults")[1].GetProperty("value").GetString());
        Assert.Empty(_host.Flow.Sent);
    }

    [Fact]
    public async Task A_coin_that_is_not_collected_is_answered_with_the_nearest()
    {
        using var response = await PostAsync(Path, """{"id":"1","symbol":"BTX","action":"long"}""");
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);

        Assert.Equal((404, "symbol"), ((int)response.StatusCode, problem.GetProperty("field").GetString()));
        Assert.Contains("the nearest is BTC", problem.GetProperty("fix").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ExternalRefusalKind.Invalid, 400)]
    [InlineData(ExternalRefusalKind.NotFound, 404)]
    [InlineData(ExternalRefusalKind.Conflict, 409)]
    [InlineData(ExternalRefusalKind.Unavailable, 503)]
    public async Task What_the_signal_is_refused_for_is_the_status(ExternalRefusalKind kind, int status)
    {
        _host.Flow.OnSent = _ => ExternalAnswer.Refused(new(kind, "position", "7", "look again"));

        using var response = await PostAsync(Path, """{"id":"1","position":"7","action":"close"}""");

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Contains("look again", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_a_change_like_any_other()
    {
        using var unmeant = await PostAsync(Path, Body, isMeant: false);
        using var text = await PostAsync(Path, Body, type: "text/plain");
        using var large = await PostAsync(Path, $$"""{"id":"1","reason":"{{new string('x', 70_000)}}"}""");
        using var broken = await PostAsync(Path, "{\"id\":");

        Assert.Equal((403, 415, 413, 400), ((int)unmeant.StatusCode, (int)text.StatusCode, (int)large.StatusCode, (int)broken.StatusCode));
        Assert.Empty(_host.Flow.Sent);
    }

    [Fact]
    public async Task None_is_taken_unless_it_was_switched_on()
    {
        _host.External.Enabled = false;

        Assert.Equal((403, "Signals:External:Enabled"), await RefusalAsync(Path, Body));
        Assert.Empty(_host.Flow.Sent);
    }

    [Fact]
    public async Task More_in_a_minute_than_allowed_are_told_when_there_is_room()
    {
        _host.External.MaxPerMinute = 2;

        using var first = await PostAsync(Path, Body);
        using var wrong = await PostAsync(Path, "{}");
        using var second = await PostAsync(Path, Body);
        using var third = await PostAsync(Path, Body);

        Assert.Equal((202, 400, 202, 429), ((int)first.StatusCode, (int)wrong.StatusCode, (int)second.StatusCode, (int)third.StatusCode));
        Assert.InRange(third.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
    }

    [Theory]
    [InlineData("", SignalOrigin.All)]
    [InlineData("?source=external", SignalOrigin.External)]
    [InlineData("?source=Strategy", SignalOrigin.Strategy)]
    public async Task Statistics_are_of_all_or_of_whose_signals_are_asked_for(string query, SignalOrigin origin)
    {
        await _host.GetAsync($"{Path}/stats{query}");

        Assert.Equal(origin, _host.Results.Origin);
    }

    private async Task<(int Status, string? Field)> RefusalAsync(string path, string body)
    {
        using var response = await PostAsync(path, body);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, problem.GetProperty("field").GetString());
    }

    private async Task<HttpResponseMessage> PostAsync(string path, string body, bool isMeant = true, string type = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, type) };
        if (isMeant)
        {
            request.Headers.Add(ApiHeaders.Change, ApiHeaders.Meant);
        }

        return await _host.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
