using SqueezeFlow.Storage.Redis.GrainState;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Storage.Tests.Redis;

public sealed class JournalTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void Each_loss_of_states_is_told_once()
    {
        var lines = new ToldLines<StateJournal>();
        var journal = new StateJournal(_clock, lines);

        journal.Restored();
        _clock.Advance(TimeSpan.FromMinutes(9));
        journal.Restored();
        _clock.Advance(TimeSpan.FromMinutes(9));
        journal.Restored();
        Assert.Single(lines.All);

        _clock.Advance(TimeSpan.FromMinutes(11));
        journal.Restored();
        journal.Restored();
        Assert.Equal(2, lines.All.Count);
    }
}
