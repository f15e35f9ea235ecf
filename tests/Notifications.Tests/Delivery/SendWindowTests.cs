using SqueezeFlow.Notifications.Delivery;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Notifications.Tests.Delivery;

/// <summary>How many messages may go in a minute.</summary>
public sealed class SendWindowTests
{
    [Fact]
    public void Each_message_makes_room_for_another_after_a_minute()
    {
        var clock = new ManualClock();
        var window = new SendWindow(2, clock);
        window.Note();
        clock.Advance(TimeSpan.FromSeconds(20));
        window.Note();

        Assert.Equal((0, TimeSpan.FromSeconds(40)), (window.Room, window.Wait));
        clock.Advance(TimeSpan.FromSeconds(40));
        Assert.Equal((1, TimeSpan.Zero), (window.Room, window.Wait));
    }

    [Fact]
    public void A_minute_that_ends_between_two_readings_of_the_clock_is_no_wait()
    {
        var clock = new ScriptedTime(0, 59.9995, 60.0005);
        var window = new SendWindow(1, clock);
        window.Note();

        Assert.Equal(TimeSpan.Zero, window.Wait);
    }

    /// <summary>A clock whose readings are known beforehand, in seconds.</summary>
    private sealed class ScriptedTime(params double[] readings) : TimeProvider
    {
        private int _next;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => (long)(readings[Math.Min(_next++, readings.Length - 1)] * TimeSpan.TicksPerSecond);
    }
}
