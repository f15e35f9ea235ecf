namespace SqueezeFlow.Certainty.Tests.Scenarios;

/// <summary>A venue's past trades are not to be had as one would wish.</summary>
internal abstract record RestFault(string Venue) : Fault;

/// <summary>Every request is refused.</summary>
internal sealed record Refused(string Venue, int At, int For) : RestFault(Venue)
{
    public override int End => At + For;

    public override string ToString() => $"{Venue} refuses all requests from {At} s on for {For} s";
}

/// <summary>Answers take long: a queue at the gate, a ban that is waited for.</summary>
internal sealed record Slow(string Venue, int At, int For, int By) : RestFault(Venue)
{
    public override int End => At + For + By;

    public override string ToString() => $"{Venue} answers requests made in the {For} s after {At} s only {By} s later";
}

/// <summary>The list reaches back a few trades only.</summary>
internal sealed record Shallow(string Venue, int Rows) : RestFault(Venue)
{
    public override string ToString() => $"{Venue} lists its latest {Rows} trades only";
}

/// <summary>The list is behind the stream.</summary>
internal sealed record Behind(string Venue, int By) : RestFault(Venue)
{
    public override string ToString() => $"the list of {Venue} is {By} s behind its stream";
}

/// <summary>The service is told to fill short gaps only.</summary>
internal sealed record Longest(int Seconds) : Fault
{
    public override string ToString() => $"gaps longer than {Seconds} s are not searched for";
}
