using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using SqueezeFlow.Silo.Api.Pages;

namespace SqueezeFlow.Screen.Tests.Fakes;

/// <summary>The screen as the service serves it, before a service that answers and tells what a test says.</summary>
internal sealed class FakeService : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeService(WebApplication app, FakeEvents events, FakeAnswers answers) => (_app, Events, Answers) = (app, events, answers);

    public Uri Url => new(_app.Urls.First());

    public FakeEvents Events { get; }

    public FakeAnswers Answers { get; }

    public static Task<FakeService> StartAsync() => StartAsync(["BTC", "ETH", "SOL"]);

    /// <summary>One whose coins are called so.</summary>
    public static async Task<FakeService> StartAsync(IReadOnlyList<string> names)
    {
        var events = new FakeEvents(TimeProvider.System);
        var answers = new FakeAnswers(events, new FakeMarket(names));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapScreenApi();
        app.MapGet("/api/v1/events", events.AnswerAsync);
        app.Map("/api/v1/{**path}", answers.AnswerAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new(app, events, answers);
    }

    public async ValueTask DisposeAsync()
    {
        Events.HangUp();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        Events.Dispose();
    }
}
