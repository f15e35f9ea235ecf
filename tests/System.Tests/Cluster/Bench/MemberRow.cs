using System.Text.Json.Nodes;

namespace SqueezeFlow.SystemTests.Cluster.Bench;

/// <summary>A process as the table in Redis has it.</summary>
internal sealed record MemberRow(string Address, string Name, bool IsActive)
{
    private const int Active = 3;

    public static MemberRow Read(string json)
    {
        var row = JsonNode.Parse(json)!;
        return new((string)row["SiloAddress"]!["SiloAddress"]!, (string)row["SiloName"]!, (int)row["Status"]! == Active);
    }
}
