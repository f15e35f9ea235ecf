using System.Globalization;

namespace SqueezeFlow.Grains.Tests.Signals.External.HandOver;

/// <summary>
/// Every way that a signal from outside can go when up to two things go wrong at any places: a full disk, an end of the process before or after a write, a call or an
/// answer that is lost, a sender that waits. More with <c>SQUEEZEFLOW_HANDOVER_FAULTS</c>.
/// </summary>
public sealed class HandOverTests
{
    private const int Shown = 5;

    [Fact]
    public void Whatever_goes_wrong_it_is_one_trade_and_none_that_was_answered_is_forgotten()
    {
        var faults = int.Parse(Environment.GetEnvironmentVariable("SQUEEZEFLOW_HANDOVER_FAULTS") ?? "2", CultureInfo.InvariantCulture);
        var choices = new Choices(faults);
        var (runs, wrong) = (0, new List<string>());
        do
        {
            var world = new HandOverWorld(choices);
            world.Run();
            runs++;
            wrong.AddRange(world.Wrong.Select(words => $"{choices.Story}: {words}"));
        }
        while (wrong.Count < Shown && choices.Next());

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(runs > 100, $"{runs} runs");
        TestContext.Current.TestOutputHelper?.WriteLine($"{runs} ways");
    }
}
