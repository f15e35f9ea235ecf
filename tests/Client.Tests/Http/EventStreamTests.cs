using Microsoft.AspNetCore.Http;
using SqueezeFlow.Client.Http;
using SqueezeFlow.Client.Tests.Doubles;

namespace SqueezeFlow.Client.Tests.Http;

/// <summary>Events across lost connections.</summary>
public sealed class EventStreamTests
{
    [Fact]
    public async Task Each_connection_says_which_event_was_the_last()
    {
        await using var service = await ServiceDouble.StartAsync();
        service.Events([(3, "gap", 1), (4, "gap", 2)], [(5, "gap", 3)], [(6, "gap", 4)]);

        var items = await ReadAsync(service, 4, asOf: 2);

        Assert.Equal([3, 4, 5, 6], items.Select(item => item.Id));
        Assert.Equal(["2", "4", "5"], service.Requests.Select(item => item.Headers["Last-Event-ID"].ToString()));
    }

    [Fact]
    public async Task A_first_connection_that_knows_nothing_asks_for_nothing()
    {
        await using var service = await ServiceDouble.StartAsync();
        service.Events([(1, "gap", 1)]);

        await ReadAsync(service, 1, asOf: 0);

        Assert.False(Assert.Single(service.Requests).Headers.ContainsKey("Last-Event-ID"));
    }

    [Fact]
    public async Task A_service_that_fails_for_a_while_is_asked_again()
    {
        await using var service = await ServiceDouble.StartAsync();
        var asked = 0;
        service.On("/api/v1/events", async context =>
        {
            var number = Interlocked.Increment(ref asked);
            context.Response.ContentType = "text/event-stream";
            context.Response.StatusCode = number == 2 ? 503 : 200;
            if (number != 2)
            {
                await context.Response.WriteAsync($"id: {number}\nevent: gap\ndata: {number}\n\n");
            }
        });

        var items = await ReadAsync(service, 2, asOf: 0);

        Assert.Equal([1, 3], items.Select(item => item.Id));
    }

    [Fact]
    public async Task A_service_that_closes_every_stream_at_once_is_given_up()
    {
        await using var service = await ServiceDouble.StartAsync();
        service.AnswerText("/api/v1/events", string.Empty, contentType: "text/event-stream");

        var failure = await Assert.ThrowsAnyAsync<ConsoleFailure>(() => ReadAsync(service, 1, asOf: 0));

        Assert.Equal((1, 3), (failure.ExitCode, service.Requests.Count));
        Assert.Contains("closed the stream", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_ends_the_stream_with_its_reason()
    {
        await using var service = await ServiceDouble.StartAsync();
        service.Refuse("/api/v1/events", 400, "Bad kinds", "'x' is no kind");

        var failure = await Assert.ThrowsAnyAsync<ConsoleFailure>(() => ReadAsync(service, 1, asOf: 0));

        Assert.Equal(2, failure.ExitCode);
        Assert.Contains("'x' is no kind", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_without_events_ends_the_stream_quietly()
    {
        await using var service = await ServiceDouble.StartAsync();

        Assert.Empty(await ReadAsync(service, 1, asOf: 0));
    }

    [Fact]
    public async Task An_event_that_is_no_json_is_told_by_its_number()
    {
        await using var service = await ServiceDouble.StartAsync();
        service.AnswerText("/api/v1/events", "id: 9\nevent: gap\ndata: {oops\n\n", contentType: "text/event-stream");

        var failure = await Assert.ThrowsAnyAsync<ConsoleFailure>(() => ReadAsync(service, 1, asOf: 0));

        Assert.StartsWith("event 9: expected JSON", failure.Message, StringComparison.Ordinal);
    }

    private static async Task<List<ServerEvent>> ReadAsync(ServiceDouble service, int count, long asOf)
    {
        using var client = new ServiceClient(new Uri(service.Url), null, TimeProvider.System);
        var stream = new EventStream(client, "kinds=gap", asOf) { FirstPause = TimeSpan.FromMilliseconds(5), MaxAttempts = 3 };
        List<ServerEvent> items = [];
        await foreach (var item in stream.ReadAsync(TestContext.Current.CancellationToken))
        {
            items.Add(item);
            if (items.Count == count)
            {
                break;
            }
        }

        return items;
    }
}
