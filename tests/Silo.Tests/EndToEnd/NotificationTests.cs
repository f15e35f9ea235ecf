using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Notices;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals.Messages;
using SqueezeFlow.Notifications;
using SqueezeFlow.Notifications.Tests.Doubles;
using SqueezeFlow.Silo.Service;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Silo.Tests.EndToEnd;

/// <summary>Notifications from the executor to a receiver, through the whole service.</summary>
public sealed class NotificationTests
{
    private const string Secret = "a secret of both sides";
    private const string Token = "123456:ABCDEFghijklmnopqrstuvwxyz0123456789";

    [Fact]
    public async Task An_exit_that_is_outstanding_is_a_call_and_its_end_another()
    {
        var account = new StubbornAccount();
        await using var receiver = await Receiver.StartAsync();
        await using var service = await LiveService.StartAsync(services => services.Replace(ServiceDescriptor.Singleton<IOrderGateway>(account)), Webhook(receiver));
        var exit = SignalMapping.Close("BTC", 101, 1, "flow reversed", TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(), account.Position.Tag, account.Position.TradeId);

        await service.Services.GetRequiredService<IGrainAccess>().Executor.SubmitAsync(exit);
        await Until.IsSoAsync(() => KindsOf(receiver).Contains("exitOutstanding"), "the exit is told as outstanding");
        account.LetsGo = true;
        await Until.IsSoAsync(() => KindsOf(receiver).Contains("exitFilled"), "the exit is told as filled");

        Assert.Equal(["exitOutstanding", "exitDone", "exitFilled"], KindsOf(receiver));
        var (raised, filled) = (receiver.Calls[0].Json, receiver.Calls[2].Json);
        Assert.Equal("The exit of BTC is outstanding: the account is busy; it is tried until the position is gone", raised.GetProperty("text").GetString());
        Assert.Equal(("critical", exit.Id), (raised.GetProperty("severity").GetString(), raised.GetProperty("subject").GetString()));
        Assert.Equal("Left BTC at 110.0000, profit $20.00: flow reversed", filled.GetProperty("text").GetString());
    }

    [Fact]
    public async Task The_kill_switch_is_told_and_health_says_that_people_are_reached()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var service = await LiveService.StartAsync(Webhook(receiver));

        await ChangeAsync(service, ApiPaths.Pause);
        await ChangeAsync(service, ApiPaths.Resume);
        await Until.IsSoAsync(() => receiver.Calls.Length == 2, "both are told");

        // Whoever receives one knows it before whoever sent it has its answer.
        await Until.IsSoAsync(() => service.Services.GetRequiredService<NotificationHub>().Status.Sum(channel => channel.Delivered) == 2, "both are counted");

        Assert.Equal(["By hand: entries are paused", "By hand: entries are allowed again"], receiver.Calls.Select(call => call.Json.GetProperty("text").GetString()));
        var health = await service.Client.GetFromJsonAsync<JsonElement>(new Uri("/health", UriKind.Relative), TestContext.Current.CancellationToken);
        var part = health.GetProperty("parts").EnumerateArray().Single(one => one.GetProperty("name").GetString() == "notifications");
        Assert.Equal(("healthy", "webhook works, 2 delivered"), (part.GetProperty("level").GetString(), part.GetProperty("reason").GetString()));
    }

    [Fact]
    public async Task A_test_goes_out_with_the_key_alone_and_tells_what_each_channel_made_of_it()
    {
        using var closed = new ClosedPort();
        await using var receiver = await Receiver.StartAsync();
        await using var service = await LiveService.StartAsync([.. Webhook(receiver), .. Telegram($"http://127.0.0.1:{closed.Number}"), "--Api:Key=right"]);

        var refused = await ChangeAsync(service, ApiPaths.NotificationTest);
        var answered = await ChangeAsync(service, ApiPaths.NotificationTest, "right");

        Assert.Equal((401, 200), (refused.Status, answered.Status));
        var channels = answered.Body.GetProperty("channels").EnumerateArray().Select(one => (one.GetProperty("channel").GetString(), one.GetProperty("delivered").GetBoolean())).ToArray();
        Assert.Equal([("webhook", true), ("telegram", false)], channels);
        Assert.Equal("test", Assert.Single(receiver.Calls).Json.GetProperty("kind").GetString());
    }

    [Fact]
    public async Task Without_a_channel_that_is_switched_on_nothing_is_connected_to()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var service = await LiveService.StartAsync([.. Webhook(receiver).Where(setting => !setting.Contains(":Enabled", StringComparison.Ordinal))]);

        await ChangeAsync(service, ApiPaths.Pause);
        var tested = await ChangeAsync(service, ApiPaths.NotificationTest);
        var health = await service.Client.GetStringAsync(new Uri("/health", UriKind.Relative), TestContext.Current.CancellationToken);
        await service.StopAsync();

        Assert.Equal(0, tested.Body.GetProperty("channels").GetArrayLength());
        Assert.Same(NoNotifier.Instance, service.Services.GetRequiredService<INotifier>());
        Assert.Null(service.Services.GetService<NotificationHub>());
        Assert.DoesNotContain("notifications", health, StringComparison.Ordinal);
        Assert.Empty(receiver.Calls);
    }

    [Fact]
    public async Task No_secret_is_in_the_log_in_health_or_in_measures_whatever_fails()
    {
        using var closed = new ClosedPort();
        var log = new KeptLines();
        await using var receiver = await Receiver.StartAsync((_, context) =>
        {
            context.Response.StatusCode = 400;
            return context.Response.WriteAsync($"no: {Secret} {context.Request.Path}");
        });
        await using var service = await LiveService.StartAsync(
            services => services.AddSingleton<ILoggerProvider>(log),
            [.. Webhook(receiver), .. Telegram($"http://127.0.0.1:{closed.Number}"), "--Logging:LogLevel:Default=Trace", "--Logging:LogLevel:System.Net.Http=Trace"]);

        await ChangeAsync(service, ApiPaths.Pause);
        await Until.IsSoAsync(() => service.Services.GetRequiredService<NotificationHub>().Status.All(channel => channel.FailuresInRow > 0), "both channels fail");
        var health = await service.Client.GetStringAsync(new Uri("/health", UriKind.Relative), TestContext.Current.CancellationToken);
        var measures = await service.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken);
        await service.StopAsync();

        string[] all = [.. log.Lines, health, measures];
        Assert.Contains(log.Lines, line => line.Contains("Notifications by webhook fail", StringComparison.Ordinal));
        Assert.Contains(log.Lines, line => line.Contains("Not delivered by telegram before the end, and lost: By hand: entries are paused", StringComparison.Ordinal));
        Assert.Contains("notifications", health, StringComparison.Ordinal);
        Assert.Contains("squeezeflow_notifications_failed", measures, StringComparison.Ordinal);
        Assert.DoesNotContain(all, text => text.Contains(Secret, StringComparison.Ordinal) || text.Contains(Token, StringComparison.Ordinal) || text.Contains("hook-of-ours", StringComparison.Ordinal));
    }

    private static string[] Webhook(Receiver receiver) =>
    [
        "--Notifications:Webhook:Enabled=true", $"--Notifications:Webhook:Url={receiver.Url}/hook-of-ours", $"--Notifications:Webhook:Secret={Secret}",
        "--Notifications:Webhook:AllowPrivateAddresses=true", "--Notifications:Webhook:Exclude=feedStale,feedBack,notReady,ready",
    ];

    private static string[] Telegram(string url) =>
        ["--Notifications:Telegram:Enabled=true", $"--Notifications:Telegram:Token={Token}", "--Notifications:Telegram:ChatId=42", $"--Notifications:Telegram:BaseAddress={url}"];

    private static string[] KindsOf(Receiver receiver) => [.. receiver.Calls.Select(call => call.Json.GetProperty("kind").GetString()!)];

    private static async Task<(int Status, JsonElement Body)> ChangeAsync(LiveService service, string path, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{ApiPaths.Root}/{path}") { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
        request.Headers.Add(ApiHeaders.Change, ApiHeaders.Meant);
        if (key is not null)
        {
            request.Headers.Add(ApiHeaders.Key, key);
        }

        using var response = await service.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken));
    }

    private sealed class KeptLines : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _lines = new();

        public string[] Lines => [.. _lines];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
