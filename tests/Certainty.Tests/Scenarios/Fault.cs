namespace SqueezeFlow.Certainty.Tests.Scenarios;

/// <summary>Something that goes wrong, or is only unusual. Times in seconds of wall time since the start.</summary>
internal abstract record Fault
{
    /// <summary>When the last of it is over; 0 for what holds all the time.</summary>
    public virtual int End => 0;
}

/// <summary>All connections to a venue break, and none can be made for a while.</summary>
internal sealed record Dropped(string Venue, int At, int For) : Fault
{
    public override int End => At + For;

    public override string ToString() => $"the connections to {Venue} break at {At} s and are back {For} s later";
}

/// <summary>An operator removes a market and adds it again.</summary>
internal sealed record Removed(string Market, int At, int For) : Fault
{
    public override int End => At + For;

    public override string ToString() => At == 0 ? $"{Market} is wanted from {For} s on" : $"{Market} is removed at {At} s and added {For} s later";
}

/// <summary>The venue's list says that a market is closed, then that it trades; it traded all the time.</summary>
internal sealed record Delisted(string Market, int At, int For) : Fault
{
    public override int End => At + For;

    public override string ToString() => $"the list says at {At} s that {Market} is closed, and {For} s later that it trades";
}

/// <summary>A contract is worth something else from now on.</summary>
internal sealed record Resized(string Market, int At, int Factor) : Fault
{
    public override int End => At;

    public override string ToString() => $"a contract of {Market} is worth {Factor} times as much from {At} s on";
}

/// <summary>Messages never come although the connection stays up; only where ids show it.</summary>
internal sealed record Lost(string Market, int At, int Count, int Every) : Fault
{
    public override int End => At;

    public override string ToString() => $"from {At} s on every {Every}. trade of {Market} is left out, {Count} in all";
}

/// <summary>Messages come late.</summary>
internal sealed record Late(string Market, int At, int Count, int By) : Fault
{
    public override int End => At + By;

    public override string ToString() => $"{Count} trades of {Market} after {At} s come {By} s late";
}

/// <summary>Messages overtake each other.</summary>
internal sealed record Shuffled(string Market, int At, int Count) : Fault
{
    public override int End => At;

    public override string ToString() => $"{Count} trades of {Market} after {At} s overtake each other within 1.5 s";
}

/// <summary>Messages come again.</summary>
internal sealed record Twice(string Market, int At, int Count, int After) : Fault
{
    public override int End => At + After;

    public override string ToString() => $"{Count} trades of {Market} after {At} s come again {After} s later";
}

/// <summary>A market's ids begin anew at one.</summary>
internal sealed record Anew(string Market, int At) : Fault
{
    public override int End => At;

    public override string ToString() => $"the ids of {Market} begin anew at {At} s";
}

/// <summary>Nobody trades.</summary>
internal sealed record Silent(string Market, int At, int For) : Fault
{
    public override int End => At + For;

    public override string ToString() => $"nobody trades {Market} from {At} s on for {For} s";
}

/// <summary>A venue repeats its latest trades after every subscription.</summary>
internal sealed record Repeats(string Venue, int Rows) : Fault
{
    public override string ToString() => $"{Venue} repeats its latest {Rows} trades after every subscription";
}

/// <summary>A venue's clock is not ours.</summary>
internal sealed record Skewed(string Venue, int Ms) : Fault
{
    public override string ToString() => $"the clock of {Venue} is {Math.Abs(Ms)} ms {(Ms < 0 ? "behind" : "ahead")}";
}

/// <summary>The service stops as it should and starts again.</summary>
internal sealed record Stopped(int At, int For) : Fault
{
    public override int End => At + For;

    public override string ToString() => $"the service is stopped at {At} s and started {For} s later";
}

/// <summary>The service is killed and starts again.</summary>
internal sealed record Killed(int At, int For) : Fault
{
    public override int End => At + For;

    public override string ToString() => $"the service is killed at {At} s and started {For} s later";
}

/// <summary>The store takes nothing.</summary>
internal sealed record Full(int At, int For) : Fault
{
    public override int End => At + For;

    public override string ToString() => $"the store is full from {At} s on for {For} s";
}

/// <summary>What a symbol is told is done, and the answer is lost.</summary>
internal sealed record Unanswered(int At, int For) : Fault
{
    public override int End => At + For;

    public override string ToString() => $"the symbol does what it is told and does not answer, from {At} s on for {For} s";
}

/// <summary>Every market is read over two connections.</summary>
internal sealed record Redundant : Fault
{
    public override string ToString() => "every market is read over two connections";
}

/// <summary>One of two connections breaks alone.</summary>
internal sealed record CopyDropped(string Venue, int At, int For) : Fault
{
    public override int End => At + For;

    public override string ToString() => $"the second connections to {Venue} break alone at {At} s and are back {For} s later";
}
