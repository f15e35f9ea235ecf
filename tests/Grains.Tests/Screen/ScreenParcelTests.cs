using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Grains.Screen;
using SqueezeFlow.Grains.Screen.Relay;
using SqueezeFlow.Interfaces.Silos;

namespace SqueezeFlow.Grains.Tests.Screen;

/// <summary>Parcels that are lost, doubled or late.</summary>
public sealed class ScreenParcelTests
{
    private readonly ScreenHub _hub = new(TimeProvider.System, 0);

    [Fact]
    public async Task A_parcel_that_comes_twice_is_told_once()
    {
        var inlet = new ScreenInlet(_hub);
        await using var reader = new ScreenReader(_hub);

        inlet.Take("b", "s", 1, Parcel("first"));
        inlet.Take("b", "s", 1, Parcel("first"));
        inlet.Take("b", "s", 2, Parcel("second"));

        Assert.Equal(("first", "second"), (IdOf(await reader.NextAsync()), IdOf(await reader.NextAsync())));
        Assert.Equal(2, _hub.Sequence);
    }

    [Fact]
    public async Task A_parcel_that_is_missing_makes_screens_start_over()
    {
        var inlet = new ScreenInlet(_hub);
        inlet.Take("b", "s", 1, Parcel("first"));
        await using var reader = new ScreenReader(_hub);

        inlet.Take("b", "s", 3, Parcel("third"));

        Assert.Equal(EventKinds.Resync, (await reader.NextAsync()).Kind);
    }

    [Fact]
    public async Task A_new_stream_begins_at_one_again()
    {
        var inlet = new ScreenInlet(_hub);
        inlet.Take("b", "s", 1, Parcel("first"));
        inlet.Take("b", "s", 2, Parcel("second"));
        await using var reader = new ScreenReader(_hub);

        inlet.Take("b", "t", 1, Parcel("third"));

        Assert.Equal("third", IdOf(await reader.NextAsync()));
    }

    [Fact]
    public async Task A_listener_that_is_slow_holds_up_nothing_and_is_told_what_it_missed()
    {
        var listener = new SlowListener();
        var outlet = new ScreenOutlet(_hub, new() { IsOwnOnly = true }, () => listener, "a", TimeProvider.System);
        var run = outlet.RunAsync();
        _hub.Publish(EventKinds.Order, "BTC", Order("first"));
        await listener.Asked.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        for (var i = 0; i <= ScreenSubscription.MaxWaiting; i++)
        {
            _hub.Publish(EventKinds.Order, "BTC", Order($"{i}"));
        }

        listener.Go.SetResult();
        await listener.Resync.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        outlet.Stop();
        await run;
        outlet.Dispose();
        Assert.Equal([1, 2], listener.Numbers);
    }

    [Fact]
    public async Task A_call_that_fails_is_repeated_with_the_same_number()
    {
        var listener = new SlowListener { Failures = 2 };
        listener.Go.SetResult();
        var outlet = new ScreenOutlet(_hub, new() { IsOwnOnly = true }, () => listener, "a", TimeProvider.System);
        var run = outlet.RunAsync();

        _hub.Publish(EventKinds.Order, "BTC", Order("first"));
        await listener.Taken.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        outlet.Stop();
        await run;
        outlet.Dispose();
        Assert.Equal([1, 1, 1], listener.Numbers);
    }

    private static OrderIntent Order(string id) => new(id, "BTC", "long", "done", 1, DateTimeOffset.UnixEpoch);

    private static byte[] Parcel(string id) => ScreenParcel.Write([new(1, EventKinds.Order, "BTC", Order(id), 0)]);

    private static string IdOf(ScreenEvent item) => ((OrderIntent)item.View!).SignalId;

    private sealed class SlowListener : IScreenRelayService
    {
        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Go { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Taken { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Resync { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Failures { get; set; }

        public List<long> Numbers { get; } = [];

        public async Task DeliverAsync(string source, string stream, long number, byte[] events)
        {
            Numbers.Add(number);
            Asked.TrySetResult();
            await Go.Task;
            if (Failures-- > 0)
            {
                throw new TimeoutException();
            }

            if (ScreenParcel.Read(events).Any(item => item.Kind == EventKinds.Resync))
            {
                Resync.TrySetResult();
            }

            Taken.TrySetResult();
        }

        public Task<bool> ListenAsync(ScreenInterest interest) => throw new NotSupportedException();

        public Task LeaveAsync(string listener) => throw new NotSupportedException();
    }
}
