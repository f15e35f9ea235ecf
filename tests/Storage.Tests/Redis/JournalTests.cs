using SqueezeFlow.Storage.Redis.GrainState;
using SqueezeFlow.Storage.Redis.Records.Engine;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Storage.Tests.Redis;

public sealed class JournalTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void An_outage_of_records_is_told_once_and_its_end_once()
    {
        var lines = new ToldLines<RecordJournal>();
        var journal = new RecordJournal(_clock, lines);

        journal.WriteFailed("writing a value: no answer in time", null);
        journal.ReadFailed("reading a value: no answer in time", null);
        _clock.Advance(TimeSpan.FromSeconds(7));
        journal.Read();
        journal.Read();
        Assert.Contains("Records fail: writing a value: no answer in time", Assert.Single(lines.All), StringComparison.Ordinal);
        journal.Wrote();
        journal.Wrote();
        Assert.Equal(2, lines.All.Count);
        Assert.Contains("after 7 s", lines.All.Last(), StringComparison.Ordinal);

        journal.ReadFailed("reading a value: no answer in time", null);
        Assert.Equal(3, lines.All.Count);
    }

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
