using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using SqueezeFlow.Simulation.Freqtrade;
using SqueezeFlow.Simulation.Freqtrade.Books;

namespace SqueezeFlow.Simulation.Tests.Freqtrade;

/// <summary>A simulated bot in the setup of the recordings, and a caller.</summary>
internal sealed class BotStage : IAsyncDisposable
{
    private readonly HttpClient _http;
    private string _access = "";
    private string _refresh = "";

    private BotStage(SimulatedBot bot, FixedVenue venue) => (Bot, Venue, _http) = (bot, venue, new() { BaseAddress = bot.Url });

    public SimulatedBot Bot { get; }

    public FixedVenue Venue { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<BotStage> StartAsync(Action<BotSettings>? configure = null)
    {
        var settings = new BotSettings { Throttle = Timeout.InfiniteTimeSpan, ReloadDelay = TimeSpan.FromMilliseconds(300), ReloadAway = TimeSpan.FromMilliseconds(100) };
        configure?.Invoke(settings);
        var venue = new FixedVenue(TimeProvider.System);
        venue.Set("BTC", new BotMarket(59_997m, 60_003m, 0.001m, 0.1m));
        venue.Set("ETH", new BotMarket(2_499.88m, 2_500.13m, 0.001m, 0.01m));
        venue.Set("SOL", new BotMarket(149.99m, 150.01m, 0.01m, 0.01m));
        venue.Set("DOGE", new BotMarket(0.11999m, 0.12001m, 1m, 0.00001m));
        return new(await SimulatedBot.StartAsync(settings, venue, TimeProvider.System, Token), venue);
    }

    /// <summary>Sends a call as it was recorded; trade ids are those of this bot.</summary>
    public async Task<(int Status, HttpResponseHeaders Headers, string ContentType, string Body)> SendAsync(RecordedExchange exchange, Func<string, string> renumber)
    {
        using var request = new HttpRequestMessage(new(exchange.Method), renumber(exchange.Path));
        request.Headers.Authorization = HeaderOf(exchange);
        if ((exchange.RawBody ?? exchange.Body?.ToJsonString()) is { } body)
        {
            request.Content = new StringContent(exchange.Call is "forceexit" ? renumber(body) : body, Encoding.UTF8, "application/json");
        }

        using var answer = await _http.SendAsync(request, Token);
        var text = await answer.Content.ReadAsStringAsync(Token);
        if (exchange.Name == "login")
        {
            var tokens = JsonNode.Parse(text)!;
            (_access, _refresh) = ((string)tokens["access_token"]!, (string)tokens["refresh_token"]!);
        }

        return ((int)answer.StatusCode, answer.Headers, answer.Content.Headers.ContentType?.ToString() ?? "", text);
    }

    /// <summary>Begins a call whose answer nobody waits for.</summary>
    public async Task SendInVainAsync(RecordedExchange exchange)
    {
        try
        {
            await SendAsync(exchange, static text => text);
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            // The bot has gone.
        }
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Bot.DisposeAsync();
    }

    private AuthenticationHeaderValue? HeaderOf(RecordedExchange exchange) => exchange.Auth switch
    {
        "none" => null,
        "bearer" when exchange.Name.Contains("junk", StringComparison.Ordinal) => new("Bearer", "junk"),
        "bearer" => new("Bearer", exchange.Name is "refresh" or "refresh token offered as access token" ? _refresh : _access),
        "basic, wrong password" => Basic("wrong"),
        _ => Basic(Bot.Settings.Password),
    };

    private AuthenticationHeaderValue Basic(string password) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Bot.Settings.Username}:{password}")));
}
