namespace SqueezeFlow.Architecture.Tests.Reading;

/// <summary>A type and another one of the same assembly that it knows. What a nested type knows, its outermost type knows.</summary>
public sealed record TypeLink(TypeName From, TypeName To)
{
    public override string ToString() => $"{From.Name} knows {To.Name}";
}
