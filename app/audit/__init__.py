"""The audit (勾稽审核): rules of the pack and registered rules over an answer set; findings in words."""
